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
    private static final Meter.Use USE = new Meter.Use(3, 1, 0.25);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Tally tally = new Tally();

    @Test
    void percentilesAreThoseOfTheSuccesses() {
        for (var millis = 1; millis <= 1000; millis++) {
            succeed(millis, millis);
        }
        tally.failed(Complaint.broken("no answer", "after a long time"));

        assertThat(cells(true))
                .containsExactly(
                        "put", "32", "", "500", "500.17", "990.38", "999.29", "1000.34", "1", "2.997", "0.999", "0.25");
    }

    @Test
    void whatIsNotKnownOfTheServerIsLeftOut() {
        succeed(1, 1);

        assertThat(cells(false)[9]).isEmpty();
        assertThat(cells(false)[11]).isEmpty();
    }

    @Test
    void atARateTheTimeInTheServerAndWhatReachedItAreToldToo() {
        succeed(900, 20);
        tally.failed(Complaint.unsent("no connection"));
        tally.failed(new Complaint(Complaint.Kind.THROTTLED, "400 ThrottlingException", "slower"));

        var outcome = tally.outcome(Duration.ofSeconds(2));
        report(true, true).row("put", 32, "2", new Measured(outcome, USE));

        assertThat(cells())
                .startsWith("put", "32", "2", "1", "900.20")
                .endsWith("1", "20.00", "20.00", "1", "2.0")
                .hasSize(17);
    }

    @Test
    void theHeadHasAColumnForEachCell() {
        report(true, true).head();

        assertThat(cells()).hasSize(17).contains("sent/s", "seconds");
    }

    @Test
    void processorTimeIsNotSharedByRequestsThatWereNotSent() {
        succeed(1, 1);
        tally.failed(Complaint.broken("no answer", "after a long time"));
        tally.failed(Complaint.unsent("no connection"));
        var measured = new Measured(tally.outcome(Duration.ofSeconds(2)), USE);

        assertThat(measured.serverPerThousand()).isEqualTo(1500);
        assertThat(measured.clientPerThousand()).isEqualTo(500);
    }

    @Test
    void failuresOfAWarmUpAreTold() {
        tally.failed(Complaint.broken("no answer", "after a long time"));
        report(true, false).warmUp("put", tally.outcome(Duration.ofSeconds(2)));

        assertThat(out.toString(UTF_8)).contains("! in the warm-up of put: 1 x no answer, as: after a long time");
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
        return cells();
    }

    private String[] cells() {
        var line = out.toString(UTF_8).lines().findFirst().orElseThrow();
        return line.substring(1, line.length() - 1).strip().split(" *\\| *", -1);
    }

    private void print(boolean knowsServer) {
        report(knowsServer, false).row("put", 32, "", new Measured(tally.outcome(Duration.ofSeconds(2)), USE));
    }

    private Report report(boolean knowsServer, boolean hasRates) {
        return new Report(new PrintStream(out, true, UTF_8), knowsServer, hasRates);
    }

    private void succeed(int millis, int serverMillis) {
        tally.succeeded(TimeUnit.MILLISECONDS.toNanos(millis), TimeUnit.MILLISECONDS.toNanos(serverMillis));
    }
}
