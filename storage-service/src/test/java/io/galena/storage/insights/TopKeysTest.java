package io.galena.storage.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TopKeysTest {
    @Test
    void sumsAreExactAsLongAsThereIsRoomForAllKeys() {
        var keys = new TopKeys(3);
        keys.add(key(1), 1);
        keys.add(key(2), 5);
        keys.add(key(1), 2.5);
        keys.add(key(3), 4);

        assertThat(keys.greatest(2)).containsExactly(new TopKeys.Entry(key(2), 5, 0), new TopKeys.Entry(key(3), 4, 0));
        assertThat(keys.greatest(9)).last().isEqualTo(new TopKeys.Entry(key(1), 3.5, 0));
    }

    @Test
    void aKeyThatComesLateTakesThePlaceOfTheSmallestAndItsSumIsNeverTooSmall() {
        var keys = new TopKeys(2);
        keys.add(key(1), 7);
        keys.add(key(2), 2);

        keys.add(key(3), 1);

        assertThat(keys.greatest(2)).containsExactly(new TopKeys.Entry(key(1), 7, 0), new TopKeys.Entry(key(3), 3, 2));
    }

    @Test
    void hotKeysAreFoundAmongManyMoreColdOnesThanThereIsRoomFor() {
        var random = new Random(7);
        var keys = new TopKeys(64);
        var truth = new HashMap<ByteBuffer, Double>();
        for (var i = 0; i < 100_000; i++) {
            var key = key(random.nextInt(4) == 0 ? random.nextInt(5) : 5 + random.nextInt(50_000));
            keys.add(key, 1);
            truth.merge(key, 1.0, Double::sum);
        }

        var greatest = keys.greatest(5);

        assertThat(greatest)
                .extracting(TopKeys.Entry::key)
                .containsExactlyInAnyOrder(key(0), key(1), key(2), key(3), key(4));
        assertThat(greatest)
                .allSatisfy(entry ->
                        assertThat(truth.get(entry.key())).isBetween(entry.sum() - entry.excess(), entry.sum()));
    }

    @Test
    void itIsAlwaysTheSmallestThatGivesWay() {
        var random = new Random(3);
        var keys = new TopKeys(13);
        var sums = new HashMap<ByteBuffer, Double>();
        for (var i = 0; i < 5_000; i++) {
            var key = key(random.nextInt(40));
            var units = random.nextDouble();
            keys.add(key, units);

            if (sums.size() == 13 && !sums.containsKey(key)) {
                var smallest = Collections.min(sums.entrySet(), Map.Entry.comparingByValue());
                sums.remove(smallest.getKey());
                sums.put(key, smallest.getValue());
            }
            sums.merge(key, units, Double::sum);
        }

        assertThat(keys.greatest(13))
                .extracting(TopKeys.Entry::key, TopKeys.Entry::sum)
                .containsExactlyInAnyOrderElementsOf(sums.entrySet().stream()
                        .map(entry -> tuple(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static ByteBuffer key(int number) {
        return ByteBuffer.wrap(new byte[] {(byte) (number >> 16), (byte) (number >> 8), (byte) number});
    }
}
