package io.galena.benchmarks.load;

import io.galena.benchmarks.command.MarkdownTable;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Prints runs as a table, and what went wrong beneath each. If there is a rate, latencies count from when a request should have
 * started; then further columns tell what reached the server, and how long that took from there on.
 */
final class Report {
    private static final List<String> TITLES = List.of(
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
            "others");
    private static final List<String> TITLES_OF_RATES =
            List.of("sent/s", "server p50 ms", "server p99 ms", "throttled/s", "seconds");

    private final PrintStream out;
    private final boolean knowsServer;
    private final boolean hasRates;
    private final MarkdownTable table;

    /**
     * Prints to that stream.
     *
     * @param knowsServer whether the processor time of the server is known
     * @param hasRates whether requests arrive at a rate, and not as the server answers
     */
    Report(PrintStream out, boolean knowsServer, boolean hasRates) {
        this.out = out;
        this.knowsServer = knowsServer;
        this.hasRates = hasRates;
        var titles = new ArrayList<>(TITLES);
        if (hasRates) {
            titles.addAll(TITLES_OF_RATES);
        }
        this.table = new MarkdownTable(titles, 1);
    }

    void head() {
        out.println(table.head());
    }

    /**
     * Prints a run.
     *
     * @param rate the arrivals in a second, or nothing if the server set it
     */
    void row(String workload, int connections, String rate, Measured measured) {
        var cells = new ArrayList<>(cells(workload, connections, rate, measured));
        if (hasRates) {
            cells.addAll(cellsOfRates(measured.outcome()));
        }
        out.println(table.row(cells));
        failures("", measured.outcome());
    }

    /** Prints what went wrong in a warm-up, which has no row. */
    void warmUp(String workload, Outcome outcome) {
        failures("in the warm-up of " + workload + ": ", outcome);
    }

    /** Prints a line beneath the last run. */
    void complaint(String words) {
        out.println("  ! " + words);
    }

    private List<String> cells(String workload, int connections, String rate, Measured measured) {
        var outcome = measured.outcome();
        return List.of(
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
                // The server is one of the others as long as its process is not known.
                knowsServer ? format("%.2f", measured.use().others()) : "");
    }

    private static List<String> cellsOfRates(Outcome outcome) {
        return List.of(
                format("%.0f", outcome.sentPerSecond()),
                format("%.2f", outcome.serverMillis(50)),
                format("%.2f", outcome.serverMillis(99)),
                format("%.0f", outcome.throttledPerSecond()),
                format("%.1f", outcome.seconds()));
    }

    private void failures(String where, Outcome outcome) {
        outcome.complaints().forEach(line -> complaint(where + line));
    }

    private static String format(String pattern, double number) {
        return String.format(Locale.ROOT, pattern, number);
    }
}
