package io.galena.benchmarks.compare;

import io.galena.benchmarks.command.MarkdownTable;
import io.galena.benchmarks.load.Measured;
import io.galena.benchmarks.workload.Workload;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;

/**
 * Runs of all contestants in turns, so that what changes on the machine meanwhile changes for all; prints medians and ratios, and
 * beneath each line what went wrong.
 */
final class Comparison {
    private static final MarkdownTable TABLE = new MarkdownTable(
            List.of(
                    "workload   ",
                    "contestant              ",
                    "conns",
                    "req/s",
                    "p50 ms",
                    "p99 ms",
                    "errors",
                    "server s/1k",
                    "client s/1k",
                    "others",
                    "ratio",
                    "lowest",
                    "highest"),
            2);

    private final List<Contestant> contestants;
    private final PrintStream out;
    private boolean failed;

    /** Compares the first with each of the others. */
    Comparison(List<Contestant> contestants, PrintStream out) {
        this.contestants = List.copyOf(contestants);
        this.out = out;
    }

    void head() {
        out.println(TABLE.head());
    }

    /** Compares those that know the workload. */
    void compare(Workload workload, int connections, Rounds rounds) throws IOException, InterruptedException {
        SequencedMap<Contestant, Runs> runs = new LinkedHashMap<>();
        for (var contestant : contestants) {
            if (contestant.knows(workload)) {
                runs.put(contestant, new Runs(contestant.run(workload, connections, rounds.warmUp())));
            }
        }
        for (var round = 0; round < rounds.count(); round++) {
            // What one leaves to be written to disk falls on the next: not always on the same one.
            for (var entry : (round % 2 == 0 ? runs : runs.reversed()).entrySet()) {
                entry.getValue().add(entry.getKey().run(workload, connections, rounds.duration()));
            }
        }
        var first = runs.sequencedValues().getFirst().rounds();
        runs.forEach((contestant, each) ->
                print(row(workload.title(), connections, contestant, each, Ratios.of(first, each.rounds())), each));
    }

    /** Whether any request was no success, also of those that warmed up. */
    boolean hasErrors() {
        return failed;
    }

    private void print(List<String> row, Runs runs) {
        out.println(TABLE.row(row));
        runs.failures().forEach((type, failures) -> out.println("  ! " + failures.line(type)));
        if (runs.anyInVain()) {
            out.println("  ! in a run no request was a success");
        }
        failed |= runs.errors() > 0 || runs.anyInVain();
    }

    private static List<String> row(String workload, int connections, Contestant contestant, Runs runs, Ratios ratios) {
        var rounds = runs.rounds();
        return List.of(
                workload,
                contestant.name(),
                Integer.toString(connections),
                median("%.0f", rounds, run -> run.outcome().perSecond()),
                median("%.2f", rounds, run -> run.outcome().millis(50)),
                median("%.2f", rounds, run -> run.outcome().millis(99)),
                Long.toString(runs.errors()),
                median("%.3f", rounds, Measured::serverPerThousand),
                median("%.3f", rounds, Measured::clientPerThousand),
                median("%.2f", rounds, run -> run.use().others()),
                format("%.2f", ratios.median()),
                format("%.2f", ratios.lowest()),
                format("%.2f", ratios.highest()));
    }

    private static String median(String pattern, List<Measured> runs, ToDoubleFunction<Measured> figure) {
        return format(pattern, Ratios.median(runs.stream().mapToDouble(figure).toArray()));
    }

    private static String format(String pattern, double number) {
        return String.format(Locale.ROOT, pattern, number);
    }

    /**
     * How often each contestant runs.
     *
     * @param count of the runs that count
     * @param warmUp how long it runs before
     */
    record Rounds(int count, Duration warmUp, Duration duration) {}
}
