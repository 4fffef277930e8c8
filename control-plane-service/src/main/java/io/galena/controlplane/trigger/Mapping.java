package io.galena.controlplane.trigger;

import io.galena.kit.trigger.MappingDescriptor;
import java.time.Instant;

/**
 * A mapping with what only its API shows.
 *
 * @param lastResult what became of the last records
 */
record Mapping(MappingDescriptor descriptor, Instant lastModified, String lastResult) {
    /** What {@code State} says when nobody is at work on it. */
    String state() {
        if (!descriptor.enabled()) {
            return "Disabled";
        }
        return descriptor.started() ? "Enabled" : "Creating";
    }
}
