package io.galena.benchmarks.compare;

import io.galena.benchmarks.http.Complaint;
import io.galena.benchmarks.load.Failures;
import io.galena.benchmarks.load.Measured;
import io.galena.benchmarks.load.Outcome;
import io.galena.benchmarks.server.Meter;
import io.galena.benchmarks.workload.Workload;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** A contestant that notes its turns, and whose runs are made up. */
final class TestingContestant implements Contestant {
    private final String name;
    private final List<String> turns;
    private final Deque<Measured> runs = new ArrayDeque<>();

    /** Notes its name whenever it is its turn. */
    TestingContestant(String name, List<String> turns) {
        this.name = name;
        this.turns = turns;
    }

    /** Its next run, of one second. */
    TestingContestant then(int successes, Complaint... failures) {
        var latencies = new Histogram(3);
        latencies.recordValueWithCount(1_000_000, successes);
        var byType = new TreeMap<String, Failures>();
        for (var failure : failures) {
            byType.merge(failure.type(), new Failures(1, failure), (one, _) -> new Failures(one.count() + 1, failure));
        }
        runs.add(new Measured(new Outcome(latencies, byType, Duration.ofSeconds(1)), new Meter.Use(0, 0, 0)));
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void makeTables(List<Workload> workloads) {
        turns.add("tables of " + name);
    }

    @Override
    public boolean knows(Workload workload) {
        return workload != Workload.SCAN;
    }

    @Override
    public Measured run(Workload workload, int connections, Duration duration) {
        turns.add(name);
        return runs.remove();
    }

    @Override
    public void close() {
        turns.add("end of " + name);
    }
}
