package io.galena.benchmarks.load;

import io.galena.benchmarks.command.Machine;
import io.galena.benchmarks.command.Options;
import io.galena.benchmarks.workload.Workload;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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
    private static final String USUAL_WORKLOADS =
            "put,get,get-strong,update,query,batch-write,batch-get,transact,scan,ycsb-a,ycsb-b,ycsb-c";

    private final Subject subject;
    private final Options options;
    private final Report report;
    private boolean failed;

    private LoadTest(Subject subject, Options options) {
        this.subject = subject;
        this.options = options;
        this.report = new Report(System.out, subject.pid().isPresent());
    }

    /** Ends with exit code 1 if an answer was wrong or, without a rate, missing or an error; with 2 if there is no server, or an option is wrong. */
    public static void main(String[] arguments) throws Exception {
        try {
            var options = Options.parse(List.of(arguments), OPTIONS);
            var test = new LoadTest(SubjectOptions.subject(options), options);
            test.run();
            System.exit(test.failed ? 1 : 0);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        } catch (ConnectException e) {
            System.err.println("The server takes no connections: " + e.getMessage());
            System.exit(2);
        }
    }

    private void run() throws IOException, InterruptedException {
        var workloads = options.list("workloads", USUAL_WORKLOADS).stream()
                .map(Workload::named)
                .toList();
        System.out.println(Machine.describe());
        if (options.choice("tables", "make", Set.of("make", "keep")).equals("make")) {
            subject.makeTables(workloads);
        }
        report.head();
        for (var connections : options.numbers("connections", "1,32,256")) {
            for (var workload : workloads) {
                measure(workload, workload.connections(connections));
            }
        }
    }

    private void measure(Workload workload, int connections) throws IOException, InterruptedException {
        var distribution = Distribution.named(options.choice("distribution", "usual", Distribution.NAMES));
        var requests = subject.requests(workload, distribution);
        var threads = Math.min(options.number("threads", 1), connections);
        subject.run(requests, new Pace.Closed(seconds("warmup", 5)), connections, threads);
        for (var pace : paces()) {
            var before = workload == Workload.UPDATE ? subject.counters() : 0;
            var measured = subject.run(requests, pace, connections, threads);
            report.row(workload.title(), connections, rate(pace), measured);
            var outcome = measured.outcome();
            failed |= outcome.hasWrongAnswers() || (pace instanceof Pace.Closed && outcome.errors() > 0);
            if (workload == Workload.UPDATE) {
                checkCounters(before, outcome.successes());
            }
        }
    }

    /** An addition whose answer did not come may have been done as well, hence not fewer, but perhaps more. */
    private void checkCounters(long before, long acknowledged) throws IOException {
        var done = subject.counters() - before;
        if (done < acknowledged) {
            failed = true;
            System.out.println("  ! " + (acknowledged - done) + " acknowledged updates are lost");
        }
    }

    private List<Pace> paces() {
        var duration = seconds("seconds", 10);
        var paces = new ArrayList<Pace>();
        for (var run = 0; run < options.number("runs", 1); run++) {
            if (options.text("rates").isEmpty()) {
                paces.add(new Pace.Closed(duration));
            } else {
                options.numbers("rates", "").forEach(rate -> paces.add(new Pace.Open(rate, duration)));
            }
        }
        return paces;
    }

    private Duration seconds(String option, int otherwise) {
        return Duration.ofSeconds(options.number(option, otherwise));
    }

    private static String rate(Pace pace) {
        return switch (pace) {
            case Pace.Closed _ -> "";
            case Pace.Open open -> Long.toString(Math.round(open.perSecond()));
        };
    }
}
