package io.galena.benchmarks.load;

import io.galena.benchmarks.http.Complaint;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What came of one thread's requests. For that thread, and after its end for whoever adds it to others. */
final class Tally {
    private static final int DIGITS = 3;

    private final Histogram latencies = new Histogram(DIGITS);
    private final Map<String, Failures> failures = new TreeMap<>();

    /** Counts a success. */
    void succeeded(long nanos) {
        latencies.recordValue(Math.max(0, nanos));
    }

    /** Counts what was no success; its latency counts with none. */
    void failed(Complaint complaint) {
        failures.merge(complaint.type(), Failures.first(complaint), Failures::plus);
    }

    void add(Tally other) {
        latencies.add(other.latencies);
        other.failures.forEach((type, more) -> failures.merge(type, more, Failures::plus));
    }

    Histogram latencies() {
        return latencies;
    }

    Map<String, Failures> failures() {
        return failures;
    }
}
