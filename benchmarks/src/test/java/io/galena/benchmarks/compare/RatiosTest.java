package io.galena.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RatiosTest {
    @Test
    void ratiosAreThoseOfTheSameRound() {
        var ratios = Ratios.of(new double[] {100, 400, 90}, new double[] {50, 100, 30});

        assertThat(ratios).isEqualTo(new Ratios(3, 2, 4));
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
        assertThat(Ratios.median(new double[] {4, 1, 3, 100})).isEqualTo(3.5);
    }
}
