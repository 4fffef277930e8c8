package io.galena.benchmarks.load;

import io.galena.benchmarks.command.MarkdownTable;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Prints runs as a table, and what went wrong beneath each. */
final class Report {
    private static final int LONGEST_EXAMPLE = 200;
    private static final MarkdownTable TABLE = new MarkdownTable(
            List.of(
                    "workload   ",
                    "conns",
                    "rate",
                    "req/s",
                    "p50 ms",
                    "p99 ms",
                    "p99.9 ms",
                    "max ms",
                    "errors",
                    "server s/1k",
                    "client s/1k",
                    "others"),
            1);

    private final PrintStream out;
    private final boolean knowsServer;

    /**
     * Prints to that stream.
     *
     * @param knowsServer whether the processor time of the server is known
     */
    Report(PrintStream out, boolean knowsServer) {
        this.out = out;
        this.knowsServer = knowsServer;
    }

    void head() {
        out.println(TABLE.head());
    }

    /**
     * Prints a run.
     *
     * @param rate the arrivals in a second, or nothing if the server set it
     */
    void row(String workload, int connections, String rate, Measured measured) {
        var outcome = measured.outcome();
        out.println(TABLE.row(List.of(
                workload,
                Integer.toString(connections),
                rate,
                format("%.0f", outcome.perSecond()),
                format("%.2f", outcome.millis(50)),
                format("%.2f", outcome.millis(99)),
                format("%.2f", outcome.millis(99.9)),
                format("%.2f", outcome.millis(100)),
                Long.toString(outcome.errors()),
                knowsServer ? format("%.3f", measured.serverPerThousand()) : "",
                format("%.3f", measured.clientPerThousand()),
                format("%.2f", measured.use().others()))));
        outcome.failures().forEach((type, failures) -> failed(type, failures));
    }

    private void failed(String type, Failures failures) {
        var example = failures.example().detail();
        out.println("  ! " + failures.count() + " x " + type + ", as: "
                + example.substring(0, Math.min(LONGEST_EXAMPLE, example.length())));
    }

    private static String format(String pattern, double number) {
        return String.format(Locale.ROOT, pattern, number);
    }
}
