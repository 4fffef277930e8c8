package io.galena.benchmarks.load;

import io.galena.benchmarks.workload.Keys;
import io.galena.benchmarks.workload.Workload;
import java.util.Locale;
import java.util.Set;

/** How often each item is picked. */
public enum Distribution {
    /** As is usual for the workload: zipfian for those of YCSB, uniform for the others. */
    USUAL,
    /** All alike. */
    UNIFORM,
    /** A few very often. */
    ZIPFIAN,
    /** One item only. */
    HOT;

    /** Their names on the command line. */
    public static final Set<String> NAMES = Set.of("usual", "uniform", "zipfian", "hot");

    /** The distribution of one of the names. */
    public static Distribution named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** Whether that workload can take its items so. */
    boolean suits(Workload workload) {
        return this != HOT || (workload != Workload.BATCH_WRITE && workload != Workload.BATCH_GET);
    }

    /** Picks among so many items as that workload wants it. */
    Keys keys(Workload workload, int items) {
        return switch (this) {
            case USUAL -> workload.isZipfian() ? Keys.zipfian(items) : Keys.uniform(items);
            case UNIFORM -> Keys.uniform(items);
            case ZIPFIAN -> Keys.zipfian(items);
            case HOT -> Keys.one();
        };
    }
}
