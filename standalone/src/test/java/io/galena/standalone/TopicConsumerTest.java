package io.galena.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kit.catalog.Catalog;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.changelog.Topics;
import io.galena.kit.kafka.BrokerAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Any Kafka client can read the topic of a table, as docs/change-log.md says. */
class TopicConsumerTest {
    private static final String TABLE = "read-directly";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void aPlainConsumerInAGroupOfItsOwnReadsChangesAsJson() {
        var galena = TestingGalena.shared(1);
        try (var client = galena.client()) {
            TestingTables.create(client, TABLE);
            client.updateTable(update -> update.tableName(TABLE)
                    .streamSpecification(
                            stream -> stream.streamEnabled(true).streamViewType(StreamViewType.KEYS_ONLY)));
            var key = Map.of("pk", AttributeValue.fromS("a"));
            client.putItem(put -> put.tableName(TABLE).item(key));
            client.deleteItem(delete -> delete.tableName(TABLE).key(key));

            var records = read(galena, 3);

            assertThat(records)
                    .extracting(record -> value(record).get("kind").stringValue())
                    .containsExactly("OPENED", "INSERT", "REMOVE");
            var insert = records.get(1);
            assertThat(insert.key()).isEqualTo("{\"pk\":{\"S\":\"a\"}}");
            assertThat(value(insert).get("schema").intValue()).isEqualTo(1);
            assertThat(value(insert).get("keys")).isEqualTo(JSON.readTree(insert.key()));
            assertThat(value(insert).get("newImage")).isEqualTo(JSON.readTree(insert.key()));
            assertThat(value(insert).get("cause").stringValue()).isEqualTo("USER");
            assertThat(value(records.get(2)).get("version").longValue())
                    .isGreaterThan(value(insert).get("version").longValue());
        }
    }

    private static JsonNode value(ConsumerRecord<String, String> found) {
        return JSON.readTree(found.value());
    }

    private static List<ConsumerRecord<String, String>> read(TestingGalena galena, int count) {
        var table = galena.bean(Catalog.class).tables().stream()
                .filter(known -> known.name().equals(TABLE))
                .mapToLong(TableDescriptor::id)
                .findFirst()
                .orElseThrow();
        var settings = Map.<String, Object>of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                galena.bean(BrokerAddress.class).bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                TABLE,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        var found = new ArrayList<ConsumerRecord<String, String>>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(Topics.changes(table)));
            var end = Instant.now().plus(Duration.ofSeconds(60));
            while (found.size() < count) {
                assertThat(Instant.now()).as("records in time").isBefore(end);
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
        }
        return found;
    }
}
