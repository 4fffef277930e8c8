package io.galena.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.standalone.sdk.TestingStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardFilterType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Streams whose shards are cut while writers write: a lineage of shards, and every change once, children after parents. */
class StreamCutTest {
    private static final int WRITERS = 4;
    private static final int KEYS = 10;

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void openShardsCloseAndTheirChildrenFollow(int shards) throws Exception {
        var galena = TestingGalena.shared(shards);
        var table = "cut-" + shards;
        try (var client = galena.client();
                var streams = TestingGalena.streams(galena.endpoint(), _ -> {})) {
            TestingTables.create(client, table);
            client.updateTable(update -> update.tableName(table)
                    .streamSpecification(
                            stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
            var stream = TestingStream.of(client, streams, table);
            var roots = stream.shards().size();
            var counts = whileWriting(client, table, () -> {
                galena.cutStream(table, 1);
                galena.cutStream(table, 3);
            });

            var all = stream.all();

            assertThat(all)
                    .hasSize(
                            counts.values().stream().mapToInt(Integer::intValue).sum());
            assertThat(byKey(all))
                    .allSatisfy((key, versions) -> assertThat(versions)
                            .as(key)
                            .isEqualTo(IntStream.rangeClosed(1, counts.getOrDefault(key, 0))
                                    .boxed()
                                    .toList()));
            assertLineage(streams, stream, roots);
        }
    }

    /** One child each, then three of each child: 5 shards for each partition of the table. */
    private static void assertLineage(DynamoDbStreamsClient streams, TestingStream stream, int roots) {
        var all = stream.shards();
        var parents = all.subList(0, roots);
        assertThat(all).hasSize(5 * roots);
        assertThat(parents).allMatch(shard -> shard.parentShardId() == null);
        assertThat(all).isEqualTo(paged(streams, stream.arn(), 2));
        assertThat(all).allSatisfy(shard -> {
            var range = shard.sequenceNumberRange();
            assertThat(range.endingSequenceNumber()).isGreaterThanOrEqualTo(range.startingSequenceNumber());
        });
        for (var parent : parents) {
            var children = children(streams, stream.arn(), parent.shardId());
            assertThat(children).singleElement().satisfies(child -> {
                assertFollows(child, parent);
                assertThat(children(streams, stream.arn(), child.shardId()))
                        .hasSize(3)
                        .allSatisfy(grandchild -> assertFollows(grandchild, child))
                        .allSatisfy(grandchild -> assertThat(children(streams, stream.arn(), grandchild.shardId()))
                                .isEmpty());
            });
        }
    }

    private static void assertFollows(Shard child, Shard parent) {
        assertThat(child.parentShardId()).isEqualTo(parent.shardId());
        assertThat(child.sequenceNumberRange().startingSequenceNumber())
                .isGreaterThan(parent.sequenceNumberRange().endingSequenceNumber());
    }

    /** Increments items as long as something goes on; returns how often each was incremented. */
    private static Map<String, Integer> whileWriting(DynamoDbClient client, String table, Runnable work)
            throws InterruptedException {
        var done = new AtomicBoolean();
        var counts = new HashMap<String, Integer>();
        var threads = new ArrayList<Thread>();
        for (var writer = 0; writer < WRITERS; writer++) {
            var name = "w" + writer + "-";
            threads.add(Thread.ofVirtual().start(() -> {
                for (var n = 0; !done.get() || n < KEYS; n++) {
                    var key = name + n % KEYS;
                    client.updateItem(update -> update.tableName(table)
                            .key(Map.of("pk", AttributeValue.fromS(key)))
                            .updateExpression("ADD v :one")
                            .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))));
                    synchronized (counts) {
                        counts.merge(key, 1, Integer::sum);
                    }
                }
            }));
        }
        work.run();
        done.set(true);
        for (var thread : threads) {
            thread.join();
        }
        return counts;
    }

    private static Map<String, List<Integer>> byKey(List<Record> records) {
        var found = new HashMap<String, List<Integer>>();
        for (var each : records) {
            var image = each.dynamodb().newImage();
            found.computeIfAbsent(Objects.requireNonNull(image.get("pk")).s(), _ -> new ArrayList<>())
                    .add(Integer.valueOf(Objects.requireNonNull(image.get("v")).n()));
        }
        return found;
    }

    private static List<Shard> paged(DynamoDbStreamsClient streams, String arn, int limit) {
        var found = new ArrayList<Shard>();
        for (String from = null; ; ) {
            var after = from;
            var page = streams.describeStream(
                            describe -> describe.streamArn(arn).limit(limit).exclusiveStartShardId(after))
                    .streamDescription();
            assertThat(page.shards()).hasSizeBetween(1, limit);
            found.addAll(page.shards());
            if (page.lastEvaluatedShardId() == null) {
                return found;
            }
            from = page.lastEvaluatedShardId();
        }
    }

    private static List<Shard> children(DynamoDbStreamsClient streams, String arn, String parent) {
        return streams.describeStream(describe -> describe.streamArn(arn)
                        .shardFilter(filter ->
                                filter.type(ShardFilterType.CHILD_SHARDS).shardId(parent)))
                .streamDescription()
                .shards();
    }
}
