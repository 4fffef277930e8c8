package io.galena.stream.trigger.work;

import io.galena.kit.catalog.Catalog;
import io.galena.kit.kafka.KafkaClients;
import io.galena.stream.api.StreamSpans;
import io.galena.stream.read.ShardReader;
import io.galena.stream.trigger.delivery.DeliveryParts;

/** What all workers share. */
public record WorkerParts(
        Catalog catalog, KafkaClients clients, StreamSpans spans, ShardReader reader, DeliveryParts delivery) {}
