package io.galena.controlplane.definition;

import java.time.Instant;
import java.util.Optional;

/**
 * A table class that a client has asked for: kept and shown, all classes are stored alike.
 *
 * @param lastUpdate when it was changed, if it ever was
 */
public record TableClassSetting(String name, Optional<Instant> lastUpdate) {
    /** The class of a table for which none was asked. */
    static final String STANDARD = "STANDARD";
}
