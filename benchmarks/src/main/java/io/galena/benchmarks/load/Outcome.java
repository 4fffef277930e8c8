package io.galena.benchmarks.load;

import io.galena.benchmarks.http.Complaint;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * What came of a run.
 *
 * @param latencies of the successes, in nanoseconds from when each should have started
 * @param serverLatencies of the successes, in nanoseconds from when each was sent
 * @param failures by type
 * @param elapsed from the first request to the last answer
 */
public record Outcome(
        Histogram latencies, Histogram serverLatencies, Map<String, Failures> failures, Duration elapsed) {
    public Outcome {
        failures = Collections.unmodifiableMap(new TreeMap<>(failures));
    }

    /** Of requests each of which was sent when it should have started. */
    public Outcome(Histogram latencies, Map<String, Failures> failures, Duration elapsed) {
        this(latencies, latencies, failures, elapsed);
    }

    /** How many requests were a success. */
    public long successes() {
        return latencies.getTotalCount();
    }

    /** How many were none. */
    public long errors() {
        return errors(_ -> true);
    }

    /** How many were sent, whatever came of them. */
    public long sent() {
        return successes() + errors(kind -> kind != Complaint.Kind.UNSENT);
    }

    /** Successes in each second. */
    public double perSecond() {
        return perSecond(successes());
    }

    /** The latency that so many percent of the successes did not exceed. */
    public double millis(double percentile) {
        return millis(latencies, percentile);
    }

    /** What went wrong: a line for each type, with an example, and one more if nothing went right. */
    public List<String> complaints() {
        var lines = failures.entrySet().stream().map(failed -> failed.getValue().line(failed.getKey()));
        return Stream.concat(lines, isInVain() ? Stream.of("no request was a success") : Stream.empty())
                .toList();
    }

    /** Whether not a single request was a success, so that the run tells nothing. */
    public boolean isInVain() {
        return successes() == 0;
    }

    /** Whether the server said yes and answered something wrong: a defect, whatever the load. */
    public boolean hasWrongAnswers() {
        return errors(kind -> kind == Complaint.Kind.WRONG) > 0;
    }

    /** Whether something went wrong that too much load does not explain, or nothing went right. */
    public boolean hasDefects() {
        return isInVain() || errors(kind -> !kind.isOverload()) > 0;
    }

    /** How many requests were no success that the server may have done all the same. */
    long doubtful() {
        return errors(Complaint.Kind::mayBeDone);
    }

    double sentPerSecond() {
        return perSecond(sent());
    }

    double throttledPerSecond() {
        return perSecond(errors(kind -> kind == Complaint.Kind.THROTTLED));
    }

    double seconds() {
        return elapsed.toNanos() / (double) TimeUnit.SECONDS.toNanos(1);
    }

    /** The time from being sent to being answered that so many percent of the successes did not exceed. */
    double serverMillis(double percentile) {
        return millis(serverLatencies, percentile);
    }

    private long errors(Predicate<Complaint.Kind> which) {
        return failures.values().stream()
                .filter(each -> which.test(each.kind()))
                .mapToLong(Failures::count)
                .sum();
    }

    private double perSecond(long count) {
        return count / seconds();
    }

    private static double millis(Histogram latencies, double percentile) {
        return latencies.getValueAtPercentile(percentile) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }
}
