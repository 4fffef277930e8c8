package io.galena.storage.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LaneQueueTest {
    private final LaneQueue<Operation> queue =
            new LaneQueue<>(new LaneLimits(3, 100, 5, 2_000, Duration.ofSeconds(1), 500));

    @Test
    void aBatchTakesWhatWaitsUpToItsLimits() throws Exception {
        for (var i = 0; i < 5; i++) {
            assertThat(queue.offer(new Operation(10))).isTrue();
        }

        assertThat(queue.take()).hasSize(3);
        assertThat(queue.take()).hasSize(2);
    }

    @Test
    void bytesMakeABatchFullButNeverEmpty() throws Exception {
        queue.offer(new Operation(1_000));
        queue.offer(new Operation(60));
        queue.offer(new Operation(60));

        assertThat(queue.take()).hasSize(1);
        assertThat(queue.take()).hasSize(1);
        assertThat(queue.take()).hasSize(1);
    }

    @Test
    void moreThanMayWaitAreTurnedAway() {
        for (var i = 0; i < 5; i++) {
            assertThat(queue.offer(new Operation(1))).isTrue();
        }

        assertThat(queue.offer(new Operation(1))).isFalse();
    }

    @Test
    void moreBytesThanMayWaitAreTurnedAwayUntilOthersAreTaken() throws Exception {
        assertThat(queue.offer(new Operation(1_500))).isTrue();
        assertThat(queue.offer(new Operation(501))).isFalse();
        assertThat(queue.offer(new Operation(500))).isTrue();

        var first = queue.take();
        assertThat(queue.offer(new Operation(1_500))).isTrue();
        queue.putBack(first);

        assertThat(queue.offer(new Operation(1))).isFalse();
        assertThat(queue.take()).isEqualTo(first);
        assertThat(queue.offer(new Operation(1))).isFalse();
        assertThat(queue.take()).hasSize(1);
        assertThat(queue.offer(new Operation(1))).isTrue();
    }

    @Test
    void anOperationLargerThanMayWaitIsTakenWhenNothingElseWaits() {
        assertThat(queue.offer(new Operation(5_000))).isTrue();
        assertThat(queue.offer(new Operation(1))).isFalse();
    }

    @Test
    void operationsPutBackComeFirstAndInOrder() throws Exception {
        var first = new Operation(1);
        var second = new Operation(1);
        var third = new Operation(1);
        queue.offer(third);

        queue.putBack(List.of(first, second));

        assertThat(queue.take()).containsExactly(first, second, third);
    }

    @Test
    void anOperationThatMustBeAloneComesAlone() throws Exception {
        var alone = new Operation(1);
        alone.runAlone();
        queue.offer(new Operation(1));
        queue.offer(alone);
        queue.offer(new Operation(1));

        assertThat(queue.take()).hasSize(1).doesNotContain(alone);
        assertThat(queue.take()).containsExactly(alone);
        assertThat(queue.take()).hasSize(1);
    }

    @Test
    void whatClaimsTheSameComesInTurnAndKeepsNobodyElse() throws Exception {
        var first = new Operation(1, "a");
        var second = new Operation(1, "a", "b");
        var third = new Operation(1, "b");
        var other = new Operation(1, "c");
        List.of(first, second, third, other).forEach(queue::offer);

        assertThat(queue.take()).containsExactly(first, other);
        queue.putBack(List.of(first));
        assertThat(queue.take()).containsExactly(first);
        assertThat(queue.take()).containsExactly(second);
        assertThat(queue.take()).containsExactly(third);
    }

    @Test
    void whatHadNoTurnInTimeIsTakenOutWithItsBytes() {
        var late = new Operation(1_500);
        late.begin(Duration.ZERO);
        var patient = new Operation(400);
        patient.begin(Duration.ofMinutes(1));
        queue.offer(late);
        queue.offer(patient);

        assertThat(queue.removeOverdue()).containsExactly(late);

        assertThat(queue.waiting()).containsExactly(patient);
        assertThat(queue.offer(new Operation(1_600))).isTrue();
        assertThat(queue.offer(new Operation(1))).isFalse();
    }

    @Test
    void aClosedQueueGivesWhatWaitsAndThenNothing() throws Exception {
        queue.offer(new Operation(1));

        queue.close();

        assertThat(queue.offer(new Operation(1))).isFalse();
        assertThat(queue.take()).hasSize(1);
        assertThat(queue.take()).isEmpty();
    }

    private static final class Operation extends LaneOperation<String> {
        private final int bytes;
        private final Set<String> claims;

        Operation(int bytes, String... claims) {
            this.bytes = bytes;
            this.claims = Set.of(claims);
        }

        @Override
        protected Set<String> claims() {
            return claims;
        }

        @Override
        protected int weight() {
            return 1;
        }

        @Override
        protected int bytes() {
            return bytes;
        }
    }
}
