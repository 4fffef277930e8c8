package io.galena.benchmarks.load;

import io.galena.benchmarks.http.Complaint;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What came of a run.
 *
 * @param latencies of the successes, in nanoseconds from when each should have started
 * @param failures by type
 * @param elapsed from the first request to the last answer
 */
public record Outcome(Histogram latencies, Map<String, Failures> failures, Duration elapsed) {
    public Outcome {
        failures = Collections.unmodifiableMap(new TreeMap<>(failures));
    }

    /** How many requests were a success. */
    public long successes() {
        return latencies.getTotalCount();
    }

    /** How many were none. */
    public long errors() {
        return failures.values().stream().mapToLong(Failures::count).sum();
    }

    /** Successes in each second. */
    public double perSecond() {
        return successes() * (double) TimeUnit.SECONDS.toNanos(1) / elapsed.toNanos();
    }

    /** The latency that so many percent of the successes did not exceed. */
    public double millis(double percentile) {
        return latencies.getValueAtPercentile(percentile) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    /** Whether the server said yes and answered something wrong: a defect, whatever the load. */
    public boolean hasWrongAnswers() {
        return failures.values().stream().anyMatch(each -> each.example().kind() == Complaint.Kind.WRONG);
    }
}
