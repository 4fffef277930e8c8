package io.galena.benchmarks.load;

import io.galena.benchmarks.http.Complaint;

/**
 * Requests that failed in the same way.
 *
 * @param example one of them
 */
public record Failures(long count, Complaint example) {
    static Failures first(Complaint complaint) {
        return new Failures(1, complaint);
    }

    Complaint.Kind kind() {
        return example.kind();
    }

    Failures plus(Failures other) {
        return new Failures(count + other.count, example);
    }
}
