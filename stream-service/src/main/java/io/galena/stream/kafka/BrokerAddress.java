package io.galena.stream.kafka;

/** Where the broker is that runs in this process, if one does: it takes the place of the configured one. */
@FunctionalInterface
public interface BrokerAddress {
    /** The broker's {@code bootstrap.servers}; waits until that is known. */
    String bootstrapServers();
}
