package io.galena.kafka;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker and its controller inside this JVM, with a persistent log directory, listening on loopback. What it
 * acknowledged outlives kill -9; it outlives a crash of the machine after a {@link #flush}. It cannot end the JVM: when it
 * fails, {@link #isAlive} turns false and nothing else happens.
 *
 * <p>The start goes on beside the caller; the address is known at once, and clients that use it early wait. Kafka's
 * threads are not daemons: whoever starts a broker closes it. Safe for use by several threads.
 *
 * <p>Messages may have 16 MB. Topics are not created by mention. A compacted topic needs small segments, a few MB, as the
 * cleaner's buffer holds some 75,000 keys.
 *
 * <p>Kafka is quiet with the log level WARN for {@code org.apache.kafka}, {@code kafka} and {@code state.change.logger}, and
 * ERROR for {@code org.apache.kafka.controller.QuorumController} and {@code org.apache.kafka.clients.NetworkClient}.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);
    private static final Duration CONTROLLED_SHUTDOWN = Duration.ofSeconds(5);
    private static final Duration START_BEFORE_CLOSE = Duration.ofSeconds(5);

    private final DataDirectory directory;
    private final LoopbackSockets sockets;
    private final Thread starter;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final AtomicBoolean failed = new AtomicBoolean();
    private final boolean leftInDisorder;
    private volatile @Nullable KafkaNode node;
    private volatile boolean closed;

    private EmbeddedKafka(DataDirectory directory, LoopbackSockets sockets, Properties settings) {
        this.directory = directory;
        this.sockets = sockets;
        this.leftInDisorder = directory.isLeftInDisorder();
        this.starter = Thread.ofPlatform().name("embedded-kafka-start").unstarted(() -> run(settings));
    }

    /** Starts on a free port. */
    public static EmbeddedKafka start(Path dataDirectory, Map<String, String> settings) {
        return start(dataDirectory, 0, settings);
    }

    /**
     * Begins to start a broker, making the data directory first if there is none, and returns while that goes on.
     *
     * @param dataDirectory a directory of its own; nothing else may be kept there
     * @param port where clients connect, or 0 for any free port
     * @param settings Kafka settings beside and above the defaults
     * @throws EmbeddedKafkaException if the directory or the port cannot be had; the message is fit for the user
     */
    public static EmbeddedKafka start(Path dataDirectory, int port, Map<String, String> settings) {
        var directory = DataDirectory.open(dataDirectory.toAbsolutePath());
        try {
            var sockets = LoopbackSockets.open(port);
            var kafka = new EmbeddedKafka(directory, sockets, BrokerSettings.of(directory.log(), sockets, settings));
            kafka.starter.start();
            return kafka;
        } catch (IOException | RuntimeException e) {
            closeQuietly(directory, e);
            throw e instanceof EmbeddedKafkaException failure
                    ? failure
                    : new EmbeddedKafkaException("Kafka cannot listen on 127.0.0.1.", e);
        }
    }

    private static void closeQuietly(DataDirectory directory, Exception cause) {
        try {
            directory.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private void run(Properties settings) {
        ExitGuard.adopt(this::fail);
        try {
            directory.formatIfNew();
            var starting = KafkaNode.create(settings, sockets);
            node = starting;
            starting.start();
            ready.complete(null);
        } catch (EmbeddedKafkaException e) {
            fail(e);
        } catch (Throwable e) {
            fail(requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()), e);
        }
    }

    /** Called by a thread of Kafka that would have ended the JVM, and by a start that did not succeed. */
    private void fail(String reason, @Nullable Throwable cause) {
        var what = ready.isDone() ? "Kafka has failed in " : "Kafka cannot be started in ";
        fail(new EmbeddedKafkaException(what + directory.root() + ": " + reason, cause));
    }

    private void fail(EmbeddedKafkaException failure) {
        if (!failed.compareAndSet(false, true)) {
            return;
        }
        if (ready.completeExceptionally(failure)) {
            // It may wait for something that will not happen any more.
            starter.interrupt();
        } else {
            LOG.error("The embedded Kafka has failed", failure);
        }
    }

    /** Where clients connect. */
    public String bootstrapServers() {
        return "127.0.0.1:" + sockets.brokerPort();
    }

    /**
     * Completes when every partition can be written with {@code acks=all}; exceptionally, with an {@link
     * EmbeddedKafkaException}, if the broker does not start.
     */
    public CompletableFuture<Void> ready() {
        return ready.copy();
    }

    /**
     * Waits until the broker is ready.
     *
     * @throws EmbeddedKafkaException if it does not start; the message is fit for the user
     */
    public EmbeddedKafka awaitReady() {
        try {
            ready.join();
            return this;
        } catch (CompletionException e) {
            throw e.getCause() instanceof EmbeddedKafkaException failure ? failure : e;
        }
    }

    /**
     * Whether the broker before did not end in order. If the machine crashed with it, each log may lack what was appended to it
     * after the last {@link #flush}.
     */
    public boolean mayHaveForgotten() {
        return leftInDisorder;
    }

    /** Whether the broker starts or runs; not whether it is ready. */
    public boolean isAlive() {
        return !failed.get() && !closed;
    }

    /**
     * The offset below which every record of a partition is on disk and safe from a crash of the machine; above it they are in
     * the page cache. Empty if there is no such partition.
     */
    public OptionalLong flushedOffset(String topic, int partition) {
        awaitReady();
        return requireNonNull(node).flushedOffset(new TopicPartition(topic, partition));
    }

    /**
     * Forces every log to disk, those of transactions and consumer offsets included: what they held at the call is then safe
     * from a crash of the machine. A transaction is in all of its logs as a whole when readers of committed records see it,
     * which is a moment after its commit was acknowledged: before that, a flush may miss its end.
     *
     * <p>Costs some three fsyncs for each log that has grown since. With the setting {@code log.flush.interval.messages} of 1
     * every acknowledgement waits for as much, which makes transactions five to ten times slower.
     */
    public void flush() {
        awaitReady();
        requireNonNull(node).flush();
    }

    /** Stops the broker in an orderly way and waits until it has ended. Closing again does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (directory;
                sockets) {
            if (!starter.join(START_BEFORE_CLOSE)) {
                starter.interrupt();
                starter.join();
            }
            var stopping = node;
            if (stopping != null) {
                stopping.stop(failed.get() ? Duration.ZERO : CONTROLLED_SHUTDOWN);
            }
        } catch (IOException e) {
            throw new EmbeddedKafkaException("Kafka could not be stopped cleanly.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
