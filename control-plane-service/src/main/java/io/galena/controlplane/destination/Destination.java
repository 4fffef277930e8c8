package io.galena.controlplane.destination;

import io.galena.kit.destination.DestinationDescriptor;
import io.galena.kit.destination.DestinationStatus;

/**
 * A destination as the catalog knows it, on or off.
 *
 * @param description of its status, for people; empty if there is nothing to tell
 * @param orphaned whether its table is gone
 */
public record Destination(DestinationDescriptor descriptor, String description, boolean orphaned) {
    /** How far it is. */
    public DestinationStatus status() {
        return descriptor.status();
    }
}
