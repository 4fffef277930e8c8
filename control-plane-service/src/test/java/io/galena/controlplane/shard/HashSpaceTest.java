package io.galena.controlplane.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.kit.catalog.ShardDescriptor;
import java.math.BigInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashSpaceTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64})
    void partitionsCoverAllHashesInOrderWithoutGapOrOverlap(int count) {
        var partitions = HashSpace.divide(IntStream.range(0, count)
                .mapToObj(id -> new ShardDescriptor(id, "jdbc:postgresql://host/shard_" + id, 0))
                .toList());

        assertThat(partitions)
                .extracting(PartitionDescriptor::shard)
                .containsExactlyElementsOf(IntStream.range(0, count).boxed().toList());
        assertThat(partitions.getFirst().first()).isZero();
        assertThat(partitions.getLast().last()).isEqualTo(-1);
        for (int i = 1; i < count; i++) {
            assertThat(partitions.get(i).first())
                    .isEqualTo(partitions.get(i - 1).last() + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64})
    void partitionsAreOfEqualWidth(int count) {
        var partitions = HashSpace.divide(IntStream.range(0, count)
                .mapToObj(id -> new ShardDescriptor(id, "jdbc:postgresql://host/shard_" + id, 0))
                .toList());

        var widths = partitions.stream().map(HashSpaceTest::width).sorted().toList();
        assertThat(widths.getLast().subtract(widths.getFirst())).isLessThanOrEqualTo(BigInteger.valueOf(count));
    }

    private static BigInteger width(PartitionDescriptor partition) {
        return unsigned(partition.last()).subtract(unsigned(partition.first()));
    }

    private static BigInteger unsigned(long value) {
        return new BigInteger(Long.toUnsignedString(value));
    }
}
