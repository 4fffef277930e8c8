package io.galena.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeysTest {
    private static final int ITEMS = 1000;
    private static final int DRAWS = 1_000_000;

    private final Random random = new Random(1);

    @Test
    void uniformKeysComeUpAlike() {
        var counts = draw(Keys.uniform(ITEMS));

        assertThat(Arrays.stream(counts).min().orElseThrow()).isGreaterThan(800);
        assertThat(Arrays.stream(counts).max().orElseThrow()).isLessThan(1200);
    }

    @Test
    void ranksComeUpInProportionToTheirShare() {
        var zipfian = new Zipfian(ITEMS);
        var counts = draw(zipfian::next);

        for (var rank : new int[] {0, 1, 10, 100}) {
            var share = zipfian.share(rank);
            // From the third rank on the method is an approximation.
            assertThat(counts[rank] / (double) DRAWS).isCloseTo(share, within(share * (rank < 2 ? 0.02 : 0.25)));
        }
        assertThat(Arrays.stream(counts).sum()).isEqualTo(DRAWS);
    }

    @Test
    void popularItemsAreScatteredAndAsPopular() {
        var counts = draw(Keys.zipfian(ITEMS));
        var most = Arrays.stream(counts).max().orElseThrow();

        assertThat(most / (double) DRAWS).isCloseTo(new Zipfian(ITEMS).share(0), within(0.02));
        assertThat(Arrays.stream(counts, 0, 10).max().orElseThrow()).isLessThan(most);
    }

    @Test
    void tooFewItemsForATailAreStillAllReached() {
        assertThat(draw(new Zipfian(2)::next)[1]).isGreaterThan(DRAWS / 4);
        assertThat(draw(new Zipfian(1)::next)[0]).isEqualTo(DRAWS);
    }

    @Test
    void theKeysOfABatchDiffer() {
        assertThat(Keys.zipfian(ITEMS).distinct(25, random)).hasSize(25).doesNotHaveDuplicates();
        assertThatThrownBy(() -> Keys.one().distinct(2, random)).isInstanceOf(IllegalArgumentException.class);
    }

    private int[] draw(Keys keys) {
        var counts = new int[ITEMS];
        for (var n = 0; n < DRAWS; n++) {
            counts[keys.next(random)]++;
        }
        return counts;
    }
}
