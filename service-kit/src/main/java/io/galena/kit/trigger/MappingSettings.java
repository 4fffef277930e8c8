package io.galena.kit.trigger;

import java.util.List;
import java.util.Optional;

/**
 * How records are delivered.
 *
 * @param startingPosition {@code TRIM_HORIZON} or {@code LATEST}
 * @param batchSize the most records of an invocation
 * @param batchingWindowSeconds how long to wait for a batch to be full
 * @param parallelization how many batches of a shard may be under way
 * @param filters event patterns, of which a record must match one; no patterns let everything pass
 * @param maximumRetryAttempts how often a batch is tried again, -1 for until it expires
 * @param maximumRecordAgeSeconds how old a record may get, -1 for as old as the stream keeps it
 * @param bisect whether a batch that fails is cut in two
 * @param reportsItemFailures whether the function's answers say which records failed
 * @param tumblingWindowSeconds the length of the windows that state is kept for, 0 for none
 * @param onFailure where to tell of batches that were given up: {@code kafka://topic} or a URL
 */
public record MappingSettings(
        String startingPosition,
        int batchSize,
        int batchingWindowSeconds,
        int parallelization,
        List<String> filters,
        int maximumRetryAttempts,
        int maximumRecordAgeSeconds,
        boolean bisect,
        boolean reportsItemFailures,
        int tumblingWindowSeconds,
        Optional<String> onFailure) {
    /** Begin with what is written from now on. */
    public static final String LATEST = "LATEST";

    /** Begin with the oldest record that is kept. */
    public static final String TRIM_HORIZON = "TRIM_HORIZON";

    public MappingSettings {
        filters = List.copyOf(filters);
    }
}
