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

class GetRecordsTest {
    private StreamInKafka stream;
    private StreamShardDescriptor shard;

    @BeforeEach
    void openAShard() throws InterruptedException {
        stream = new StreamInKafka(TestingKafka.bootstrapServers());
        shard = stream.open(stream.addShard(0, Optional.empty()));
    }

    @AfterEach
    void close() {
        stream.close();
    }

    @Test
    void anIteratorExpiresAfterFifteenMinutes() throws InterruptedException {
        stream.insert(shard, "a");
        var iterator = stream.iterator(shard, "TRIM_HORIZON");

        stream.pass(Duration.ofMinutes(15));
        assertThat(StreamInKafka.keys(stream.records(iterator))).containsExactly("a");

        stream.pass(Duration.ofMillis(1));
        assertRefused(
                () -> stream.records(iterator), ErrorType.EXPIRED_ITERATOR, "The provided shard iterator has expired");
    }

    @Test
    void theIteratorOfAnAnswerLivesAsLongAsAnyOther() throws InterruptedException {
        var iterator = stream.iterator(shard, "TRIM_HORIZON");
        for (var minutes = 0; minutes < 60; minutes += 10) {
            iterator = stream.records(iterator).next().orElseThrow();
            stream.pass(Duration.ofMinutes(10));
        }
        stream.insert(shard, "a");

        assertThat(StreamInKafka.keys(stream.records(iterator))).containsExactly("a");
    }

    @Test
    void whatIsOlderThanADayIsTrimmed() throws InterruptedException {
        stream.insert(shard, "old");
        var first =
                stream.records(stream.iterator(shard, "TRIM_HORIZON")).records().getFirst();
        var number = new SequenceNumber(shard.epoch(), 0, first.position().offset()).toString();
        stream.pass(StreamInKafka.RETENTION.minusMinutes(5));
        stream.insert(shard, "new");
        var iterator = stream.iterator(shard, "TRIM_HORIZON");
        assertThat(StreamInKafka.keys(stream.records(iterator))).containsExactly("old", "new");

        stream.pass(Duration.ofMinutes(6));

        assertThat(StreamInKafka.keys(stream.records(stream.iterator(shard, "TRIM_HORIZON"))))
                .containsExactly("new");
        assertTrimmed(() -> stream.records(iterator));
        assertTrimmed(() -> stream.iterator(shard, "AT_SEQUENCE_NUMBER", number));
        assertTrimmed(() -> stream.iterator(shard, "AFTER_SEQUENCE_NUMBER", number));
    }

    @Test
    void aReaderThatPollsIsNotTrimmedThoughNothingCameForADay() throws InterruptedException {
        stream.insert(shard, "a");
        var iterator = stream.iterator(shard, "TRIM_HORIZON");
        for (var hours = 0.0; hours < 48; hours += 0.25) {
            iterator = stream.records(iterator).next().orElseThrow();
            stream.pass(Duration.ofMinutes(15));
        }
        stream.insert(shard, "b");

        assertThat(StreamInKafka.keys(stream.records(iterator))).containsExactly("b");
    }

    @Test
    void anIteratorBehindTheEndOfWhatKafkaHasIsTrimmed() throws InterruptedException {
        stream.insert(shard, "a");
        var reached = stream.iterator(shard, "LATEST");
        var behind = new Position(0, reached.position().offset() + 1);
        var lost = new ShardIterator(reached.streamArn(), shard.id(), behind, reached.made());

        assertThat(stream.records(reached).records()).isEmpty();
        assertTrimmed(() -> stream.records(lost));
    }

    @Test
    void aShardHasOnlyTheRecordsOfItsEpoch() throws InterruptedException {
        var other = stream.addShard(0, Optional.empty());
        stream.insert(shard, "a");
        stream.insert(other, "of another epoch");
        stream.insert(shard, "b");
        stream.insert(other, "and one at the end");
        stream.close(shard);

        var page = stream.records(stream.iterator(shard, "TRIM_HORIZON"));

        assertThat(StreamInKafka.keys(page)).containsExactly("a", "b");
        assertThat(page.next()).isEmpty();
    }

    private static void assertTrimmed(Runnable request) {
        assertRefused(
                request,
                ErrorType.TRIMMED_DATA_ACCESS,
                "The operation attempted to read past the oldest stream record in a shard.");
    }

    private static void assertRefused(Runnable request, ErrorType type, String message) {
        assertThatThrownBy(request::run)
                .isInstanceOfSatisfying(
                        DynamoDbException.class,
                        error -> assertThat(error.type()).isEqualTo(type))
                .hasMessage(message);
    }
}
