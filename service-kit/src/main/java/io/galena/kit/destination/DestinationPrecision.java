package io.galena.kit.destination;

/** In what the records of a destination tell when a change was made. */
public enum DestinationPrecision {
    MILLISECOND,
    MICROSECOND
}
