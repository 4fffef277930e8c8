package io.galena.benchmarks.compare;

import io.galena.benchmarks.load.Measured;
import io.galena.benchmarks.workload.Workload;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Whoever is compared. */
interface Contestant extends AutoCloseable {
    String name();

    /** Makes and fills the tables that these workloads need. */
    void makeTables(List<Workload> workloads) throws IOException, InterruptedException;

    /** Whether it can do that. */
    boolean knows(Workload workload);

    /** Does it on so many connections, each request as soon as there is an answer to the last. */
    Measured run(Workload workload, int connections, Duration duration) throws IOException, InterruptedException;

    @Override
    void close();
}
