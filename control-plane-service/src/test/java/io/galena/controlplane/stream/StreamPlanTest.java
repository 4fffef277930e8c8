package io.galena.controlplane.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.kit.catalog.PartitionDescriptor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamPlanTest {
    private static final long MILLIS = 1_795_269_600_123L;
    private static final List<PartitionDescriptor> TWO = List.of(
            new PartitionDescriptor(0, 0, Long.MAX_VALUE - 1, 0, 1),
            new PartitionDescriptor(1, Long.MAX_VALUE, -1, 1, 1));

    private final AtomicLong epochs = new AtomicLong(0xfffe);

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 2", "3, 4", "7, 8"})
    void eachPartitionGetsEquallyManyShards(int wanted, int given) {
        var shards = plan().begin(wanted);

        assertThat(shards).hasSize(given);
        assertThat(StreamPlan.topicPartitions(shards)).isEqualTo(given);
        assertThat(shards).extracting(StreamShard::kafkaPartition).doesNotHaveDuplicates();
        assertThat(shards).allMatch(shard -> shard.parent().isEmpty());
        assertCovers(shards);
    }

    @Test
    void wholeHashSpaceIsOneShardOfOnePartition() {
        var shards = new StreamPlan(
                        7, List.of(new PartitionDescriptor(0, 0, -1, 0, 1)), MILLIS, epochs::incrementAndGet)
                .begin(1);

        assertThat(shards).singleElement().satisfies(shard -> {
            assertThat(shard.first()).isZero();
            assertThat(shard.last()).isEqualTo(-1);
            assertThat(shard.stream()).isEqualTo(7);
        });
    }

    @Test
    void namesAreAsClientsParseThemAndInTheOrderOfEpochs() {
        var shards = plan().begin(4);

        assertThat(shards)
                .extracting(StreamShard::id)
                .isSorted()
                .allSatisfy(id -> assertThat(id)
                        .matches("shardId-0000000\\d{13}-[0-9a-f]{8}")
                        .hasSizeBetween(28, 65));
        assertThat(shards.getFirst().id()).isEqualTo("shardId-00000001795269600123-0000ffff");
        assertThat(shards.get(1).id()).isEqualTo("shardId-00000001795269600123-00010000");
        assertThat(shards.getFirst().millis()).isEqualTo(MILLIS);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 2, 2", "1, 5, 5", "2, 2, 1", "2, 4, 2", "2, 3, 2"})
    void childrenShareTheRangeOfTheirOnlyParent(int before, int after, int childrenOfEach) {
        var parents = plan().begin(before * 2);

        var children = plan().cut(parents, after);

        assertThat(children).hasSize(parents.size() * childrenOfEach);
        assertCovers(children);
        assertThat(children).extracting(StreamShard::kafkaPartition).doesNotHaveDuplicates();
        for (var parent : parents) {
            var own = children.stream()
                    .filter(child -> child.parent().orElseThrow().equals(parent.id()))
                    .toList();
            assertThat(own).hasSize(childrenOfEach);
            assertThat(own.getFirst().first()).isEqualTo(parent.first());
            assertThat(own.getLast().last()).isEqualTo(parent.last());
            assertThat(own).allMatch(child -> child.epoch() > parent.epoch());
        }
    }

    @Test
    void kafkaPartitionsStayWithTheirPartitionHoweverOftenShardsAreCut() {
        var owners = new HashMap<Integer, Integer>();
        var open = plan().begin(1);
        remember(open, owners);
        for (var perPartition : List.of(1, 2, 4, 4, 12)) {
            open = plan().cut(open, perPartition);
            remember(open, owners);
        }
        assertThat(owners).hasSize(24);
        assertThat(new HashSet<>(owners.keySet())).allMatch(number -> number < 24);
    }

    @Test
    void shardsAreNeverJoined() {
        var open = plan().begin(8);

        assertThatThrownBy(() -> plan().cut(open, 3))
                .isInstanceOf(DynamoDbException.class)
                .hasMessage("A stream shard can be cut, not joined with others: each partition has 4 already");
    }

    private StreamPlan plan() {
        return new StreamPlan(7, TWO, MILLIS, epochs::incrementAndGet);
    }

    private static void remember(List<StreamShard> shards, Map<Integer, Integer> owners) {
        for (var shard : shards) {
            var partition = TWO.getFirst().contains(shard.first()) ? 0 : 1;
            assertThat(owners.merge(shard.kafkaPartition(), partition, (known, now) -> now))
                    .isEqualTo(partition);
            assertThat(shard.kafkaPartition() % 2).isEqualTo(partition);
        }
    }

    /** In order, without a gap or an overlap, and none over the end of a partition. */
    private static void assertCovers(List<StreamShard> shards) {
        var next = 0L;
        for (var shard : shards) {
            assertThat(shard.first()).isEqualTo(next);
            assertThat(Long.compareUnsigned(shard.first(), shard.last())).isNegative();
            assertThat(TWO).anyMatch(range -> range.contains(shard.first()) && range.contains(shard.last()));
            next = shard.last() + 1;
        }
        assertThat(next).isZero();
    }
}
