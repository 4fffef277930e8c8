package io.galena.storage.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BucketTest {
    private static final long SECOND = 1_000_000_000;
    /** Near the end of what a clock of nanoseconds can tell: nothing may depend on where it began. */
    private static final long START = -5 * SECOND;

    private final Bucket bucket = new Bucket(10, 3_000, START);

    @Test
    void unusedThroughputIsKeptForFiveMinutesAndNoLonger() {
        var hour = START + 3_600 * SECOND;

        assertThat(bucket.take(2_999, hour)).isTrue();
        assertThat(bucket.take(1, hour)).isTrue();
        assertThat(bucket.take(1, hour)).isFalse();
    }

    @Test
    void aDebtIsPaidOffBeforeAnythingIsLetIn() {
        bucket.take(1, START);
        bucket.charge(3_019, START);

        assertThat(bucket.emptyUntil(START)).isCloseTo(START + 2 * SECOND, within(1_000L));
        assertThat(bucket.take(1, START + 2 * SECOND - 1_000_000)).isFalse();
        assertThat(bucket.take(1, START + 2 * SECOND + 1_000_000)).isTrue();
    }

    @Test
    void whatIsGivenBackCanBeTakenAgainButNeverFillsTheBucketBeyondItsSize() {
        bucket.charge(3_000, START);
        bucket.charge(-5, START);
        assertThat(bucket.take(5, START)).isTrue();
        assertThat(bucket.take(1, START)).isFalse();

        bucket.charge(-10_000, START);
        assertThat(bucket.take(3_000, START + 1)).isTrue();
        assertThat(bucket.take(1, START + 1)).isFalse();
    }

    @Test
    void anotherRateCountsFromThenOn() {
        bucket.charge(3_000, START);
        bucket.resize(100, 30_000, START + SECOND);

        assertThat(bucket.take(10, START + SECOND)).isTrue();
        assertThat(bucket.take(1, START + SECOND)).isFalse();
        assertThat(bucket.take(100, START + 2 * SECOND)).isTrue();
        assertThat(bucket.take(1, START + 2 * SECOND)).isFalse();
    }

    @Test
    void aReportThatIsLostIsMadeAgain() {
        assertThat(bucket.report().isEmpty())
                .as("nobody knows of the bucket yet")
                .isFalse();
        assertThat(bucket.report().isEmpty()).isTrue();
        bucket.charge(7, START);

        bucket.takeBack(bucket.report());
        bucket.charge(1, START);

        assertThat(bucket.report().spent()).isEqualTo(8);
    }

    @Test
    void theSharedLevelCountsLessWhatWasSpentSince() {
        bucket.charge(7, START);
        bucket.report();
        bucket.charge(2, START);

        bucket.settle(5, START);

        assertThat(bucket.take(3, START)).isTrue();
        assertThat(bucket.take(1, START)).isFalse();
    }
}
