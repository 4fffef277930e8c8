package io.galena.stream.kafka;

import io.galena.kit.kafka.KafkaClients;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;

/** A client for topics, made when it is first needed. Safe for several threads. */
final class LazyAdmin implements AutoCloseable {
    /** What it is still about to do may wait for a broker that is not there. */
    private static final Duration CLOSING = Duration.ofMillis(500);

    private final KafkaClients clients;
    private final Object lock = new Object();
    private Optional<Admin> admin = Optional.empty();

    LazyAdmin(KafkaClients clients) {
        this.clients = clients;
    }

    /**
     * Has it do something, and waits for that.
     *
     * @throws KafkaException as Kafka says it
     */
    <T> T await(Function<Admin, KafkaFuture<T>> work) {
        try {
            return work.apply(admin()).get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            admin.ifPresent(open -> open.close(CLOSING));
            admin = Optional.empty();
        }
    }

    private Admin admin() {
        synchronized (lock) {
            if (admin.isPresent()) {
                return admin.get();
            }
        }
        // Not under the lock: it waits for the broker's address, and an end must not wait for that.
        var made = clients.admin();
        synchronized (lock) {
            if (admin.isPresent()) {
                made.close();
            } else {
                admin = Optional.of(made);
            }
            return admin.get();
        }
    }
}
