package io.galena.benchmarks.load;

import io.galena.benchmarks.http.Complaint;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What came of one thread's requests. For that thread, and after its end for whoever adds it to others. */
final class Tally {
    private static final int DIGITS = 3;

    private final Histogram latencies = new Histogram(DIGITS);
    private final Histogram serverLatencies = new Histogram(DIGITS);
    private final Map<String, Failures> failures = new TreeMap<>();

    /**
     * Counts a success.
     *
     * @param sinceStart nanoseconds from when it should have started
     * @param sinceSent nanoseconds from when it was sent
     */
    void succeeded(long sinceStart, long sinceSent) {
        latencies.recordValue(Math.max(0, sinceStart));
        serverLatencies.recordValue(Math.max(0, sinceSent));
    }

    /** Counts what was no success; its latency counts with none. */
    void failed(Complaint complaint) {
        failures.merge(complaint.type(), Failures.first(complaint), Failures::plus);
    }

    void add(Tally other) {
        latencies.add(other.latencies);
        serverLatencies.add(other.serverLatencies);
        other.failures.forEach((type, more) -> failures.merge(type, more, Failures::plus));
    }

    /** What came of them within that time. */
    Outcome outcome(Duration elapsed) {
        return new Outcome(latencies, serverLatencies, failures, elapsed);
    }
}
