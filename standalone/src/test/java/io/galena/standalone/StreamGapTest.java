package io.galena.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.standalone.sdk.TestingStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;
import io.galena.storage.shard.Shards;
import io.galena.stream.read.ShardSpans;
import io.galena.stream.read.Span;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Kafka's data is gone while an application reads a stream, and there comes to be more of it than there was. */
class StreamGapTest {
    private static final String TABLE = "stream-gap";
    private static final int BEFORE = 20;
    private static final int AFTER = 60;

    @TempDir
    Path directory;

    @Test
    void positionsFromBeforeAreRefusedAndNoTwoRecordsHaveOneName() throws InterruptedException {
        List<Record> before;
        String iterator;
        try (var galena = start();
                var client = galena.client();
                var streams = streams(galena)) {
            TestingTables.create(client, TABLE);
            client.updateTable(update -> update.tableName(TABLE)
                    .streamSpecification(
                            stream -> stream.streamEnabled(true).streamViewType(StreamViewType.KEYS_ONLY)));
            put(client, BEFORE);
            var stream = TestingStream.of(client, streams, TABLE);
            before = records(stream, BEFORE);
            iterator = stream.iterator(stream.shards().getFirst().shardId(), ShardIteratorType.LATEST);
        }
        FileSystemUtils.deleteRecursively(directory.resolve("data/kafka").toFile());

        try (var galena = start();
                var client = galena.client();
                var streams = streams(galena)) {
            var stream = TestingStream.of(client, streams, TABLE);
            awaitTold(galena, stream);
            put(client, AFTER);
            var after = records(stream, AFTER);

            assertNamesGoOn(before, after);
            var shard = stream.shards().getFirst().shardId();
            for (var each : before) {
                var number = each.dynamodb().sequenceNumber();
                assertTrimmed(() -> stream.iterator(shard, ShardIteratorType.AT_SEQUENCE_NUMBER, number));
                assertTrimmed(() -> stream.iterator(shard, ShardIteratorType.AFTER_SEQUENCE_NUMBER, number));
            }
            assertTrimmed(() -> stream.page(iterator, 10));
            assertThat(told(galena)).isEqualTo(1);
        }
    }

    private static void assertNamesGoOn(List<Record> before, List<Record> after) {
        assertThat(after.getFirst().dynamodb().sequenceNumber())
                .isGreaterThan(before.getLast().dynamodb().sequenceNumber());
        var ids = new HashSet<>(before.stream().map(Record::eventID).toList());
        assertThat(after).extracting(Record::eventID).doesNotHaveDuplicates().doesNotContainAnyElementsOf(ids);
    }

    private static void assertTrimmed(Runnable request) {
        assertThatThrownBy(request::run).isInstanceOf(TrimmedDataAccessException.class);
    }

    private static List<Record> records(TestingStream stream, int count) {
        return stream.await(count).values().stream().flatMap(List::stream).toList();
    }

    /** What is written earlier lies before the gap's mark, and who begins to read earlier comes upon the mark. */
    private static void awaitTold(TestingGalena galena, TestingStream stream) throws InterruptedException {
        var shard = stream.shards().getFirst().shardId();
        var spans = galena.bean(ShardSpans.class);
        TestingGalena.await(
                "the gap is told", () -> spans.find(shard).filter(Span::hasGap).isPresent());
    }

    private static int told(TestingGalena galena) {
        return JdbcClient.create(galena.bean(Shards.class).require(0).pool())
                .sql("SELECT count(*) FROM galena.change_log_gap WHERE told_at IS NOT NULL")
                .query(Integer.class)
                .single();
    }

    private static void put(DynamoDbClient client, int count) {
        for (var n = 0; n < count; n++) {
            var key = "item-" + count + "-" + n;
            client.putItem(put -> put.tableName(TABLE).item(Map.of("pk", AttributeValue.fromS(key))));
        }
    }

    private TestingGalena start() {
        return TestingGalena.start(
                Map.of("galena.data-dir", directory.resolve("data").toString()));
    }

    private static DynamoDbStreamsClient streams(TestingGalena galena) {
        return TestingGalena.streams(galena.endpoint(), _ -> {});
    }
}
