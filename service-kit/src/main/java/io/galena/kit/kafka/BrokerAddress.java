package io.galena.kit.kafka;

/** The broker that runs in this process, if one does: it takes the place of the configured one. */
public interface BrokerAddress extends Durability {
    /** The broker's {@code bootstrap.servers}; waits until that is known. */
    String bootstrapServers();
}
