package io.galena.benchmarks.load;

import io.galena.benchmarks.http.Complaint;

/**
 * Requests that failed in the same way.
 *
 * @param example one of them
 */
public record Failures(long count, Complaint example) {
    private static final int LONGEST_EXAMPLE = 200;

    static Failures first(Complaint complaint) {
        return new Failures(1, complaint);
    }

    /** Tells of them. */
    public String line(String type) {
        var detail = example.detail();
        return count + " x " + type + ", as: " + detail.substring(0, Math.min(LONGEST_EXAMPLE, detail.length()));
    }

    Complaint.Kind kind() {
        return example.kind();
    }

    Failures plus(Failures other) {
        return new Failures(count + other.count, example);
    }
}
