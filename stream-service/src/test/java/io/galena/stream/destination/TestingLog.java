package io.galena.stream.destination;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.kafka.testing.TestingKafka;
import io.galena.kit.changelog.ChangeJson;
import io.galena.kit.changelog.LogEntry;
import io.galena.kit.changelog.LogEntry.Cause;
import io.galena.kit.changelog.LogEntry.Image;
import io.galena.kit.changelog.Topics;
import io.galena.kit.kafka.KafkaClients;
import io.galena.kit.kafka.TopicAdmin;
import io.galena.stream.kafka.ChangeTopics;
import io.galena.stream.kafka.LogPlace;
import io.galena.stream.kafka.ServerIdentity;
import io.galena.stream.kafka.TopicSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** The topic of a table that no other test has, written as capture writes it. */
final class TestingLog implements AutoCloseable {
    static final long COMMITTED = 1_795_275_485_000L;

    private static final AtomicInteger TABLES = new AtomicInteger(800_000);

    final long tableId = TABLES.incrementAndGet();
    final String topic = Topics.changes(tableId);
    final KafkaClients clients = new KafkaClients(
            () -> Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, TestingKafka.bootstrapServers()));
    final ChangeTopics topics =
            new ChangeTopics(clients, new TopicSettings(Optional.empty(), Optional.empty(), Duration.ofHours(24)));
    private final Producer<byte[], byte[]> producer;
    private ServerIdentity server = new ServerIdentity("7480", 1);

    TestingLog(int partitions) {
        topics.requireChanges(tableId, partitions);
        producer = clients.transactionalProducer("testing-log-" + tableId);
        producer.initTransactions();
    }

    void widen(int partitions) {
        topics.requireChanges(tableId, partitions);
    }

    /** Another history of the shard's database. */
    void promote() {
        server = new ServerIdentity("7480", server.timeline() + 1);
    }

    /** Loses all that was written, so that it can be written again. */
    void remake() throws InterruptedException {
        topics.removeChanges(tableId);
        try (var admin = new TopicAdmin(clients)) {
            while (admin.partitions(topic) > 0) {
                Thread.sleep(20);
            }
        }
        topics.requireChanges(tableId, 1);
    }

    void begin() {
        producer.beginTransaction();
    }

    void commit() {
        producer.commitTransaction();
    }

    void abort() {
        producer.abortTransaction();
    }

    /** A change, the number of which is its place in the shard's log, too. */
    void change(int partition, String item, int number) {
        change(partition, item, number, Cause.USER);
    }

    void change(int partition, String item, int number, Cause cause) {
        send(producer, record(partition, item, number, cause));
    }

    /** A change that can be read at once, whatever transaction is open. */
    void changeAtOnce(int partition, String item, int number) {
        try (var other = clients.producer()) {
            send(other, record(partition, item, number, Cause.USER));
        }
    }

    private ProducerRecord<byte[], byte[]> record(int partition, String item, int number, Cause cause) {
        var keys = ("{\"pk\":{\"S\":\"" + item + "\"}}").getBytes(UTF_8);
        var image =
                new Image(("{\"pk\":{\"S\":\"" + item + "\"},\"n\":{\"N\":\"" + number + "\"}}").getBytes(UTF_8), 6);
        var change = new LogEntry.Change(
                tableId,
                partition,
                0,
                0,
                0,
                1,
                number,
                cause,
                "us-east-1",
                Optional.empty(),
                keys,
                keys,
                Optional.empty(),
                Optional.of(image));
        return record(partition, keys, ChangeJson.write(change, COMMITTED, 789), number);
    }

    void fence(int partition, long destination, int number) {
        var fence = new LogEntry.Fence(tableId, partition, LogEntry.Fence.DESTINATION, destination);
        send(producer, record(partition, null, ChangeJson.write(fence, COMMITTED), number));
    }

    void gap(int partition, int number) {
        send(producer, record(partition, null, ChangeJson.gap("a test says so", COMMITTED), number));
    }

    private ProducerRecord<byte[], byte[]> record(int partition, byte @Nullable [] key, byte[] value, int number) {
        var place = new LogPlace(server, number, 0);
        return new ProducerRecord<>(topic, partition, COMMITTED, key, value, List.of(place.header()));
    }

    private static void send(Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
        var _ = producer.send(record);
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
        topics.close();
    }
}
