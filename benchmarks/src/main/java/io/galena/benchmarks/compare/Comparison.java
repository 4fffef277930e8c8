package io.galena.benchmarks.compare;

import io.galena.benchmarks.command.MarkdownTable;
import io.galena.benchmarks.load.Measured;
import io.galena.benchmarks.workload.Workload;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Runs of all contestants in turns, so that what changes on the machine meanwhile changes for all; prints medians and ratios. */
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
        Map<Contestant, List<Measured>> runs = new LinkedHashMap<>();
        for (var contestant : contestants) {
            if (contestant.knows(workload)) {
                var _ = contestant.run(workload, connections, rounds.warmUp());
                runs.put(contestant, new ArrayList<>());
            }
        }
        for (var round = 0; round < rounds.count(); round++) {
            for (var entry : runs.entrySet()) {
                entry.getValue().add(entry.getKey().run(workload, connections, rounds.duration()));
            }
        }
        var first = runs.values().iterator().next();
        runs.forEach((contestant, measured) -> out.println(
                TABLE.row(row(workload.title(), connections, contestant, measured, Ratios.of(first, measured)))));
    }

    private static List<String> row(
            String workload, int connections, Contestant contestant, List<Measured> runs, Ratios ratios) {
        return List.of(
                workload,
                contestant.name(),
                Integer.toString(connections),
                median("%.0f", runs, run -> run.outcome().perSecond()),
                median("%.2f", runs, run -> run.outcome().millis(50)),
                median("%.2f", runs, run -> run.outcome().millis(99)),
                Long.toString(
                        runs.stream().mapToLong(run -> run.outcome().errors()).sum()),
                median("%.3f", runs, Measured::serverPerThousand),
                median("%.3f", runs, Measured::clientPerThousand),
                median("%.2f", runs, run -> run.use().others()),
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
