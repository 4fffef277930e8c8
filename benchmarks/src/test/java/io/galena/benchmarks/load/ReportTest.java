package io.galena.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.benchmarks.http.Complaint;
import io.galena.benchmarks.server.Meter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Tally tally = new Tally();

    @Test
    void percentilesAreThoseOfTheSuccesses() {
        for (var millis = 1; millis <= 1000; millis++) {
            tally.succeeded(TimeUnit.MILLISECONDS.toNanos(millis));
        }
        tally.failed(Complaint.broken("no answer", "after a long time"));

        assertThat(cells(true))
                .containsExactly(
                        "put", "32", "", "500", "500.17", "990.38", "999.29", "1000.34", "1", "2.997", "0.999", "0.25");
    }

    @Test
    void whatIsNotKnownOfTheServerIsLeftOut() {
        tally.succeeded(1);

        assertThat(cells(false)[9]).isEmpty();
    }

    @Test
    void failuresAreToldBeneathTheRunWithAnExample() {
        tally.failed(Complaint.broken("no answer", "after a long time"));
        tally.failed(Complaint.broken("no answer", "another"));
        print(true);

        assertThat(out.toString(UTF_8)).contains("! 2 x no answer, as: after a long time");
    }

    private String[] cells(boolean knowsServer) {
        print(knowsServer);
        var line = out.toString(UTF_8).lines().findFirst().orElseThrow();
        return line.substring(1, line.length() - 1).strip().split(" *\\| *", -1);
    }

    private void print(boolean knowsServer) {
        var outcome = new Outcome(tally.latencies(), tally.failures(), Duration.ofSeconds(2));
        new Report(new PrintStream(out, true, UTF_8), knowsServer)
                .row("put", 32, "", new Measured(outcome, new Meter.Use(3, 1, 0.25)));
    }
}
