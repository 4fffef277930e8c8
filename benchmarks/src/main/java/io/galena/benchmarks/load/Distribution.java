package io.galena.benchmarks.load;

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
    ZIPFIAN;

    /** Their names on the command line. */
    public static final Set<String> NAMES = Set.of("usual", "uniform", "zipfian");

    /** The distribution of one of the names. */
    public static Distribution named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    boolean isZipfian(Workload workload) {
        return switch (this) {
            case USUAL -> workload.isZipfian();
            case UNIFORM -> false;
            case ZIPFIAN -> true;
        };
    }
}
