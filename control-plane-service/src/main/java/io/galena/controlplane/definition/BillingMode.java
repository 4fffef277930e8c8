package io.galena.controlplane.definition;

/** How a table's throughput is paid for, and so whether it is bounded by a number that the client sets. */
public enum BillingMode {
    PROVISIONED,
    PAY_PER_REQUEST
}
