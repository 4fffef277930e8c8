package io.galena.standalone;

import io.galena.kafka.EmbeddedKafka;
import io.galena.kit.kafka.BrokerAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker of an instance. It starts when everything else is up, because nothing but the change log waits for it, and that
 * catches up; without it, everything but streams works. When it fails it is started again, at the same address.
 */
final class BackgroundKafka implements BrokerAddress, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BackgroundKafka.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final CompletableFuture<EmbeddedKafka> first = new CompletableFuture<>();
    private volatile @Nullable EmbeddedKafka broker;
    private volatile boolean closed;
    private Thread keeper = Thread.ofVirtual().unstarted(() -> {});
    private int port;

    /** One that listens on this port of 127.0.0.1, or on any free one if it is 0. */
    BackgroundKafka(int port) {
        this.port = port;
    }

    /** Begins to start the broker. */
    synchronized void start(Path directory) {
        if (!closed) {
            startOnce(directory);
            keeper = Thread.ofVirtual().name("kafka-keeper").start(() -> keep(directory));
        }
    }

    /** Waits until the broker takes records. */
    void awaitReady() {
        first.join().awaitReady();
    }

    @Override
    public String bootstrapServers() {
        return first.join().bootstrapServers();
    }

    @Override
    public void flush() {
        var running = broker;
        if (running == null) {
            throw new IllegalStateException("Kafka does not run");
        }
        running.flush();
    }

    @Override
    public boolean mayHaveForgotten() {
        var running = broker;
        return running == null || running.mayHaveForgotten();
    }

    /** Ends the broker; who waits for its address no longer does. */
    @Override
    public void close() {
        closed = true;
        keeper.interrupt();
        first.completeExceptionally(new CancellationException());
        synchronized (this) {
            var running = broker;
            if (running != null) {
                running.close();
            }
        }
    }

    private void keep(Path directory) {
        var pause = BETWEEN_LOOKS;
        try {
            while (!closed) {
                Thread.sleep(pause);
                var running = broker;
                if (running != null && running.isAlive()) {
                    pause = BETWEEN_LOOKS;
                } else {
                    startAgain(directory);
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void startAgain(Path directory) {
        var failed = broker;
        if (closed) {
            return;
        }
        log.warn("Kafka has failed and is started again");
        try {
            if (failed != null) {
                failed.close();
                broker = null;
            }
        } catch (RuntimeException e) {
            log.atDebug().setCause(e).log("What is left of Kafka could not be closed");
        }
        startOnce(directory);
    }

    private void startOnce(Path directory) {
        try {
            var started = EmbeddedKafka.start(directory, port, Map.of());
            port = Integer.parseInt(started.bootstrapServers().split(":", 2)[1]);
            broker = started;
            first.complete(started);
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("Kafka cannot be started, so streams do not work");
        }
    }
}
