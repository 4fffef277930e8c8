package io.galena.kit.catalog;

/** The status of a stream, as DescribeStream shows it. */
public enum StreamStatus {
    ENABLING,
    ENABLED,
    DISABLING,
    DISABLED
}
