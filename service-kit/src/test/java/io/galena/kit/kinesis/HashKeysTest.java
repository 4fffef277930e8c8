package io.galena.kit.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HashKeysTest {
    private static final BigInteger LAST = BigInteger.TWO.pow(128).subtract(BigInteger.ONE);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 500})
    void theShardsCoverAllHashKeysWithoutGapOrOverlap(int shards) {
        var next = BigInteger.ZERO;
        for (var shard = 0; shard < shards; shard++) {
            var first = HashKeys.first(shard, shards);
            var last = HashKeys.last(shard, shards);

            assertThat(first).isEqualTo(next);
            assertThat(HashKeys.shardOf(first, shards)).isEqualTo(shard);
            assertThat(HashKeys.shardOf(last, shards)).isEqualTo(shard);
            next = last.add(BigInteger.ONE);
        }
        assertThat(next).isEqualTo(LAST.add(BigInteger.ONE));
    }

    /** MD5 of "a" is 0cc1..., of "b" 92eb..., of the empty text d41d..., of "ä" in UTF-8 8419.... */
    @ParameterizedTest
    @CsvSource({"a, 0", "b, 2", "'', 3", "ä, 2"})
    void theMd5OfThePartitionKeySaysWhichShard(String key, int shard) {
        assertThat(HashKeys.shardOf(key, 4)).isEqualTo(shard);
    }

    @Test
    void onlyNumbersOf128BitsAreHashKeys() {
        assertThat(HashKeys.isHashKey(BigInteger.ZERO)).isTrue();
        assertThat(HashKeys.isHashKey(LAST)).isTrue();
        assertThat(HashKeys.isHashKey(LAST.add(BigInteger.ONE))).isFalse();
        assertThat(HashKeys.isHashKey(BigInteger.valueOf(-1))).isFalse();
    }
}
