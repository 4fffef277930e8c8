package io.galena.benchmarks.load;

import io.galena.benchmarks.command.Options;
import io.galena.benchmarks.workload.Dataset;
import io.galena.benchmarks.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the options say is to be measured. It is read before anything is sent, so that a mistake costs no minutes.
 *
 * @param makesTables whether the tables are made anew
 * @param paces of the runs of each workload
 */
record Plan(
        boolean makesTables,
        List<Workload> workloads,
        List<Integer> connections,
        int threads,
        Distribution distribution,
        Duration warmUp,
        List<Pace> paces) {
    /** A page of a scan, by DynamoDB's arithmetic. */
    private static final long PAGE_BYTES = 1 << 20;

    private static final String USUAL_WORKLOADS =
            "put,get,get-strong,update,query,batch-write,batch-get,transact,scan,ycsb-a,ycsb-b,ycsb-c";

    Plan {
        workloads = List.copyOf(workloads);
        connections = List.copyOf(connections);
        paces = List.copyOf(paces);
    }

    /**
     * Reads the options.
     *
     * @throws IllegalArgumentException if one is wrong, or they do not go together
     */
    static Plan of(Options options, Dataset data) {
        var plan = new Plan(
                options.choice("tables", "make", Set.of("make", "keep")).equals("make"),
                options.list("workloads", USUAL_WORKLOADS).stream()
                        .map(Workload::named)
                        .toList(),
                options.numbers("connections", "1,32,256"),
                options.number("threads", 1),
                Distribution.named(options.choice("distribution", "usual", Distribution.NAMES)),
                seconds(options, "warmup", 5),
                paces(options));
        plan.workloads.forEach(workload -> plan.check(workload, data));
        return plan;
    }

    boolean hasRates() {
        return paces.stream().anyMatch(Pace.Open.class::isInstance);
    }

    private void check(Workload workload, Dataset data) {
        if (!distribution.suits(workload)) {
            throw new IllegalArgumentException("A batch has different items, and the distribution hot has only one:"
                    + " name the --workloads without " + workload.title());
        }
        // Of tables that are kept, only a scan tells how large they are.
        if (makesTables && workload.isScan() && (long) data.count() * data.itemBytes() <= PAGE_BYTES) {
            throw new IllegalArgumentException(
                    "A scan is of full pages: more --items are needed, or the --workloads without scan");
        }
    }

    private static List<Pace> paces(Options options) {
        var duration = seconds(options, "seconds", 10);
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

    private static Duration seconds(Options options, String option, int otherwise) {
        return Duration.ofSeconds(options.number(option, otherwise));
    }
}
