package io.galena.stream.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kafka.EmbeddedKafka;
import io.galena.kit.catalog.StreamShardDescriptor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of streams that have had their time, with a short one. */
class StreamRetentionTest {
    private static final Duration RETENTION = Duration.ofSeconds(4);

    @TempDir
    Path directory;

    private EmbeddedKafka kafka;
    private StreamInKafka stream;

    @BeforeEach
    void start() {
        kafka = EmbeddedKafka.start(
                        directory, Map.of("log.retention.check.interval.ms", "200", "log.initial.task.delay.ms", "100"))
                .awaitReady();
        stream = new StreamInKafka(kafka.bootstrapServers(), RETENTION);
    }

    @AfterEach
    void stop() {
        stream.close();
        kafka.close();
    }

    @Test
    void kafkaItselfDropsRecordsAndReadersGoOnBehindThem() throws Exception {
        var shard = stream.open(stream.addShard(0, Optional.empty()));
        var iterator = beforeARecord(shard);

        for (var tried = 0; stream.oldestInKafka() <= iterator.position().offset(); tried++) {
            assertThat(tried).as("until Kafka has dropped the record").isLessThan(900);
            Thread.sleep(100);
        }
        stream.pass(RETENTION.plusSeconds(30));
        stream.insert(shard, "new");

        assertThatThrownBy(() -> stream.records(iterator))
                .isInstanceOfSatisfying(
                        DynamoDbException.class,
                        error -> assertThat(error.type()).isEqualTo(ErrorType.TRIMMED_DATA_ACCESS));
        assertThat(StreamInKafka.keys(stream.records(stream.iterator(shard, "TRIM_HORIZON"))))
                .containsExactly("new");
    }

    /** A record that is read before Kafka drops it, which it does soon: not the first one if this thread is held up. */
    private ShardIterator beforeARecord(StreamShardDescriptor shard) throws InterruptedException {
        for (var tried = 0; tried < 20; tried++) {
            stream.insert(shard, "old");
            var iterator = stream.iterator(shard, "TRIM_HORIZON");
            try {
                if (StreamInKafka.keys(stream.records(iterator)).contains("old")) {
                    return iterator;
                }
            } catch (DynamoDbException e) {
                assertThat(e.type()).isEqualTo(ErrorType.TRIMMED_DATA_ACCESS);
            }
            stream.pass(RETENTION);
        }
        throw new AssertionError("Kafka drops records before they can be read");
    }

    @Test
    void theTopicOfAStreamThatIsGoneIsDeletedOnceItsRecordsAreTooOld() throws Exception {
        var shard = stream.open(stream.addShard(0, Optional.empty()));
        stream.insert(shard, "a");
        stream.close(shard);
        stream.tidying.round();
        stream.pass(RETENTION.plusSeconds(1));
        stream.tidying.round();
        assertThat(stream.hasTopic()).isTrue();
        assertThat(stream.edges()).hasSize(2);

        stream.drop();
        stream.tidying.round();
        assertThat(stream.hasTopic()).as("right after").isTrue();
        assertThat(stream.edges()).hasSize(2);
        stream.pass(RETENTION);
        stream.tidying.round();
        stream.tidying.round();

        assertThat(stream.hasTopic()).isFalse();
        assertThat(stream.edges()).isEmpty();
    }

    @Test
    void aTopicThatGotRecordsAMomentAgoIsKeptWhateverTheCatalogSays() throws Exception {
        var shard = stream.open(stream.addShard(0, Optional.empty()));
        stream.drop();
        stream.tidying.round();
        stream.pass(RETENTION);
        stream.insert(shard, "a");

        stream.tidying.round();

        assertThat(stream.hasTopic()).isTrue();
    }
}
