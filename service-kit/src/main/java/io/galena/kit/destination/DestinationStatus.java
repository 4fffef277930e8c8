package io.galena.kit.destination;

/** How far a destination is, as clients see it. */
public enum DestinationStatus {
    ENABLING,
    ACTIVE,
    UPDATING,
    DISABLING,
    DISABLED,
    ENABLE_FAILED;

    /** Whether changes are delivered, or are about to be. */
    public boolean isOn() {
        return switch (this) {
            case ENABLING, ACTIVE, UPDATING, DISABLING -> true;
            case DISABLED, ENABLE_FAILED -> false;
        };
    }
}
