package io.galena.stream.destination;

import io.galena.kit.catalog.Catalog;
import io.galena.kit.kafka.KafkaClients;
import io.galena.kit.operation.InternalCalls;
import java.time.InstantSource;

/** What the work on destinations needs from elsewhere. */
public record DestinationParts(
        Catalog catalog, KafkaClients clients, InternalCalls calls, DestinationMetrics metrics, InstantSource time) {}
