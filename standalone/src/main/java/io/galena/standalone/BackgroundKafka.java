package io.galena.standalone;

import io.galena.kafka.EmbeddedKafka;
import io.galena.stream.kafka.BrokerAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker of an instance. It starts when everything else is up, because nothing but the change log waits for it, and that
 * catches up; without it, everything but streams works.
 */
final class BackgroundKafka implements BrokerAddress, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BackgroundKafka.class);

    private final CompletableFuture<EmbeddedKafka> broker = new CompletableFuture<>();

    /** Begins to start the broker. */
    void start(Path directory) {
        try {
            broker.complete(EmbeddedKafka.start(directory, Map.of()));
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("Kafka cannot be started, so streams do not work");
            broker.completeExceptionally(e);
        }
    }

    /** Waits until the broker takes records. */
    void awaitReady() {
        broker.join().awaitReady();
    }

    @Override
    public String bootstrapServers() {
        return broker.join().bootstrapServers();
    }

    /** Ends the broker; who waits for its address no longer does. */
    @Override
    public void close() {
        if (!broker.completeExceptionally(new CancellationException()) && !broker.isCompletedExceptionally()) {
            broker.join().close();
        }
    }
}
