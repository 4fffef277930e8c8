package io.galena.stream.trigger.delivery;

import java.time.Duration;
import java.time.InstantSource;

/**
 * What all deliveries share.
 *
 * @param retention how old a record may be to be delivered
 */
public record DeliveryParts(
        FunctionClient functions,
        FailureDestinations destinations,
        Backoff backoff,
        TriggerMetrics metrics,
        InstantSource time,
        Duration retention) {}
