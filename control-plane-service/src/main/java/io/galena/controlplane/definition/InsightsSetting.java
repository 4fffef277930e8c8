package io.galena.controlplane.definition;

import io.galena.kit.catalog.InsightsDescriptor;
import java.time.Instant;

/**
 * Whether the keys of a table or of a global index are counted.
 *
 * @param indexId the index, or 0 for the table itself
 * @param enabled whether they are; if not, they were once
 * @param mode which accesses count
 * @param changed when it was last turned on or off
 */
public record InsightsSetting(int indexId, boolean enabled, Mode mode, Instant changed) {
    /** Which accesses count, in the API's words. */
    public enum Mode {
        ACCESSED_AND_THROTTLED_KEYS,
        THROTTLED_KEYS
    }

    /** What the data plane must know of it. */
    public InsightsDescriptor descriptor() {
        return new InsightsDescriptor(indexId, mode == Mode.ACCESSED_AND_THROTTLED_KEYS);
    }

    /** How the API calls it. */
    public String status() {
        return enabled ? "ENABLED" : "DISABLED";
    }
}
