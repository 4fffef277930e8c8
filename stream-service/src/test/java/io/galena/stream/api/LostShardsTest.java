package io.galena.stream.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kafka.testing.TestingKafka;
import io.galena.kit.catalog.StreamShardDescriptor;
import io.galena.kit.changelog.SequenceNumber;
import io.galena.stream.read.Position;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Kafka has lost its data: nothing is known of stream shards that ended before, and who reads them must get to their children. */
class LostShardsTest {
    private StreamInKafka stream;
    private StreamShardDescriptor parent;

    @BeforeEach
    void addParent() {
        stream = new StreamInKafka(TestingKafka.bootstrapServers());
        parent = stream.addShard(0, Optional.empty());
        stream.pass(Duration.ofSeconds(1));
    }

    @AfterEach
    void close() {
        stream.close();
    }

    @Test
    void aClosedShardThatWasLostEndsAtOnceAndItsChildIsRead() throws InterruptedException {
        var child = stream.addShard(0, Optional.of(parent));
        var before = stream.iterator(parent, "TRIM_HORIZON");
        assertThat(stream.records(before).next()).isPresent();

        stream.pass(Duration.ofSeconds(1));
        stream.loseChanges();
        stream.open(child);
        stream.insert(child, "a");

        assertThat(stream.records(before).next()).isEmpty();
        assertThat(stream.records(stream.iterator(parent, "TRIM_HORIZON")).next())
                .isEmpty();
        assertThat(stream.records(stream.iterator(parent, "LATEST")).next()).isEmpty();
        assertThat(StreamInKafka.keys(stream.records(stream.iterator(child, "TRIM_HORIZON"))))
                .containsExactly("a");
    }

    @Test
    void whoHadReadAPartOfItIsToldThatTheRestIsGone() throws InterruptedException {
        stream.addShard(0, Optional.of(parent));
        stream.pass(Duration.ofSeconds(1));
        var beginning = stream.iterator(parent, "TRIM_HORIZON");
        stream.loseChanges();
        var reached = new ShardIterator(stream.arn(), parent.id(), new Position(0, 17), beginning.made());
        var number = new SequenceNumber(parent.epoch(), 0, 17).toString();

        assertTrimmed(() -> stream.records(reached));
        assertTrimmed(() -> stream.iterator(parent, "AT_SEQUENCE_NUMBER", number));
        assertTrimmed(() -> stream.iterator(parent, "AFTER_SEQUENCE_NUMBER", number));
    }

    @Test
    void whoComesBackBeforeTheLossIsToldIsRefusedAlready() {
        var number = new SequenceNumber(parent.epoch(), 0, 17).toString();

        assertTrimmed(() -> stream.iterator(parent, "AT_SEQUENCE_NUMBER", number));
        assertTrimmed(() -> stream.iterator(parent, "AFTER_SEQUENCE_NUMBER", number));
    }

    @Test
    void aShardThatIsOpenOrWasClosedLaterHasNotEnded() throws InterruptedException {
        stream.loseChanges();
        var iterator = stream.iterator(parent, "TRIM_HORIZON");
        assertThat(stream.records(iterator).next()).isPresent();

        stream.pass(Duration.ofSeconds(1));
        stream.addShard(0, Optional.of(parent));

        assertThat(stream.records(iterator).next()).isPresent();
    }

    @Test
    void theLastShardsOfAStreamThatWasTurnedOffEndToo() throws InterruptedException {
        var iterator = stream.iterator(parent, "TRIM_HORIZON");
        stream.turnOff();
        assertThat(stream.records(iterator).next()).isPresent();

        stream.pass(Duration.ofSeconds(1));
        stream.loseChanges();

        assertThat(stream.records(iterator).next()).isEmpty();
    }

    private static void assertTrimmed(Runnable request) {
        assertThatThrownBy(request::run)
                .isInstanceOfSatisfying(
                        DynamoDbException.class,
                        error -> assertThat(error.type()).isEqualTo(ErrorType.TRIMMED_DATA_ACCESS));
    }
}
