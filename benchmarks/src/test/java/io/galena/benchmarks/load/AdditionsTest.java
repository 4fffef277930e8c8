package io.galena.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.benchmarks.http.Complaint;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdditionsTest {
    private static final Complaint FAILED = new Complaint(Complaint.Kind.FAILED, "500 InternalServerError", "ouch");
    private static final Complaint THROTTLED =
            new Complaint(Complaint.Kind.THROTTLED, "400 ThrottlingException", "slower");

    @Test
    void whatWasAcknowledgedMustBeDoneOnce() {
        var additions = Additions.NONE.then(outcome(3, THROTTLED, Complaint.unsent("no connection")));

        assertThat(additions.complaint(3)).isEmpty();
        assertThat(additions.complaint(2)).hasValue("1 acknowledged updates are lost");
        assertThat(additions.complaint(5)).hasValue("2 updates were done that were not asked for, or done twice");
    }

    @Test
    void whatHasNoClearAnswerMayBeDone() {
        var additions = Additions.NONE.then(outcome(3, FAILED, Complaint.broken("no answer", "for long")));

        assertThat(additions.complaint(3)).isEmpty();
        assertThat(additions.complaint(5)).isEmpty();
        assertThat(additions.complaint(6)).isPresent();
    }

    @Test
    void whatHadNoAnswerMayBeDoneInALaterRun() {
        var additions = Additions.NONE
                .then(outcome(100, Complaint.broken("no answer", "for long")))
                .then(outcome(3));

        assertThat(additions.complaint(4)).isEmpty();
        assertThat(additions.complaint(5)).isPresent();
    }

    private static Outcome outcome(int successes, Complaint... failures) {
        var tally = new Tally();
        for (var number = 0; number < successes; number++) {
            tally.succeeded(1, 1);
        }
        for (var failure : failures) {
            tally.failed(failure);
        }
        return tally.outcome(Duration.ofSeconds(1));
    }
}
