package io.galena.benchmarks.load;

import io.galena.benchmarks.command.Machine;
import io.galena.benchmarks.command.Options;
import io.galena.benchmarks.workload.Workload;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The command {@code benchmarks/load}: measures a running server. docs/performance.md has its options. */
public final class LoadTest {
    private static final Set<String> OPTIONS = Set.of(
            "endpoint",
            "workloads",
            "connections",
            "rates",
            "distribution",
            "seconds",
            "runs",
            "warmup",
            "items",
            "item-bytes",
            "tables",
            "pid",
            "threads",
            "auth",
            "access-key",
            "secret-key",
            "region");

    private final Subject subject;
    private final Plan plan;
    private final PrintStream out;
    private final Report report;
    private boolean failed;

    private LoadTest(Subject subject, Plan plan, PrintStream out) {
        this.subject = subject;
        this.plan = plan;
        this.out = out;
        this.report = new Report(out, subject.pid().isPresent(), plan.hasRates());
    }

    /**
     * Ends with exit code 1 if an answer was wrong, missing or an error, except that throttling is no failure at a rate or in a
     * warm-up unless nothing else comes of it, or if counters did not grow by what was acknowledged, or the server went away; with 2 if there is no server, or an option is wrong.
     */
    public static void main(String[] arguments) throws Exception {
        if (List.of(arguments).contains("--help")) {
            System.out.println(usage());
            return;
        }
        try {
            System.exit(run(List.of(arguments), System.out));
        } catch (UnresolvedAddressException _) {
            System.err.println("The host that --endpoint names is not known");
            System.exit(2);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        } catch (ConnectException e) {
            System.err.println("The server takes no connections: " + e.getMessage());
            System.exit(2);
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /**
     * Measures, and returns the exit code.
     *
     * @throws IllegalArgumentException if an option is wrong
     */
    static int run(List<String> arguments, PrintStream out) throws IOException, InterruptedException {
        var options = Options.parse(arguments, OPTIONS);
        var subject = SubjectOptions.subject(options);
        var test = new LoadTest(subject, Plan.of(options, subject.data()), out);
        test.run();
        return test.failed ? 1 : 0;
    }

    private static String usage() {
        return OPTIONS.stream()
                .sorted()
                .map(option -> "  --" + option + " VALUE")
                .collect(Collectors.joining(
                        "\n", "benchmarks/load, with any of these options, which docs/performance.md explains:\n", ""));
    }

    private void run() throws IOException, InterruptedException {
        out.println(Machine.describe());
        if (plan.makesTables()) {
            subject.makeTables(plan.workloads());
        }
        report.head();
        for (var connections : plan.connections()) {
            for (var workload : plan.workloads()) {
                measure(workload, workload.connections(connections));
            }
        }
    }

    private void measure(Workload workload, int connections) throws IOException, InterruptedException {
        var requests = subject.requests(workload, plan.distribution());
        var threads = Math.min(plan.threads(), connections);
        var warmUp = subject.run(requests, new Pace.Closed(plan.warmUp()), connections, threads)
                .outcome();
        report.warmUp(workload.title(), warmUp);
        failed |= warmUp.hasDefects();
        var additions = Additions.NONE.then(warmUp);
        for (var pace : plan.paces()) {
            var before = workload == Workload.UPDATE ? subject.counters() : 0;
            var measured = subject.run(requests, pace, connections, threads);
            var outcome = measured.outcome();
            report.row(workload.title(), connections, rate(pace), measured);
            failed |= outcome.hasDefects() || (pace instanceof Pace.Closed && outcome.errors() > 0);
            additions = additions.then(outcome);
            if (workload == Workload.UPDATE) {
                check(additions, subject.counters() - before);
            }
        }
    }

    private void check(Additions additions, long done) {
        additions.complaint(done).ifPresent(complaint -> {
            failed = true;
            report.complaint(complaint);
        });
    }

    private static String rate(Pace pace) {
        return switch (pace) {
            case Pace.Closed _ -> "";
            case Pace.Open open -> Long.toString(Math.round(open.perSecond()));
        };
    }
}
