package io.galena.controlplane.definition;

import java.util.Optional;

/**
 * A table's time to live; a table that has none has no such setting.
 *
 * @param attribute holds the epoch second by which an item expires
 * @param step how far turning it on or off has come
 */
public record TimeToLiveSetting(String attribute, Step step) {
    /** The steps from off to on, and the one from on to off. */
    public enum Step {
        /** The shards are taking it on. */
        ENABLING,
        /** All writes heed it; items written before are being looked at. */
        FILLING,
        /** Every item's expiry is known. */
        ENABLED,
        /** The shards are letting it go. */
        DISABLING
    }

    /** The attribute as far as every shard has taken it on. */
    public Optional<String> held() {
        return step == Step.ENABLING ? Optional.empty() : Optional.of(attribute);
    }

    /** The attribute when the shards have taken on what is under way. */
    public Optional<String> next() {
        return step == Step.DISABLING ? Optional.empty() : Optional.of(attribute);
    }

    /** The setting once the shards have taken on what was under way; empty if there is none any more. */
    public Optional<TimeToLiveSetting> settled() {
        return switch (step) {
            case ENABLING -> Optional.of(at(Step.FILLING));
            case DISABLING -> Optional.empty();
            case FILLING, ENABLED -> Optional.of(this);
        };
    }

    /** The same attribute at another step. */
    public TimeToLiveSetting at(Step next) {
        return new TimeToLiveSetting(attribute, next);
    }

    /** The {@code TimeToLiveStatus} that clients see. */
    public String status() {
        return step == Step.FILLING ? Step.ENABLING.name() : step.name();
    }
}
