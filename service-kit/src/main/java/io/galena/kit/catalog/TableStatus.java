package io.galena.kit.catalog;

/** The status of a table, as DescribeTable shows it. */
public enum TableStatus {
    CREATING,
    UPDATING,
    DELETING,
    ACTIVE
}
