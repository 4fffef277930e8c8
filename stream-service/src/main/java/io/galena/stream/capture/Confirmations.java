package io.galena.stream.capture;

import io.galena.kit.kafka.Durability;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Lets a shard forget what is published, once that outlives a crash of the machine that Kafka runs on. What a flush covers is
 * surely whole in all of Kafka's logs only when a later transaction was published before the flush began: so confirmations
 * trail behind by about a second, and what they trail behind by is read again after a crash. For one thread, the capturing one.
 */
final class Confirmations {
    private static final Duration BETWEEN_FLUSHES = Duration.ofSeconds(1);

    private final WalStream wal;
    private final ChangePublisher publisher;
    private final Optional<Durability> durability;
    private CompletableFuture<Long> flush = CompletableFuture.completedFuture(0L);
    private long last;
    private long whole;
    private long confirmed;
    private long nextFlush = System.nanoTime();

    /** @param from what is published already */
    Confirmations(WalStream wal, ChangePublisher publisher, Optional<Durability> durability, long from) {
        this.wal = wal;
        this.publisher = publisher;
        this.durability = durability;
        this.last = from;
        this.whole = from;
        this.confirmed = from;
    }

    /** Something was published. */
    void published(long end) throws SQLException {
        whole = last;
        last = end;
        if (durability.isEmpty()) {
            confirm(end);
        }
    }

    /** Goes on with what is to be confirmed. To be called all the time. */
    void advance() throws SQLException {
        if (confirmed == last || !flush.isDone()) {
            return;
        }
        var flushed = flush.join();
        if (Long.compareUnsigned(flushed, confirmed) > 0) {
            confirm(flushed);
        }
        if (confirmed != last && System.nanoTime() - nextFlush >= 0) {
            beginFlush();
        }
    }

    private void beginFlush() throws SQLException {
        if (whole == confirmed) {
            publisher.publish(List.of(), last);
            published(last);
        }
        var target = whole;
        nextFlush = System.nanoTime() + BETWEEN_FLUSHES.toNanos();
        flush = CompletableFuture.supplyAsync(() -> {
            durability.ifPresent(Durability::flush);
            return target;
        });
    }

    private void confirm(long position) throws SQLException {
        wal.confirm(position);
        confirmed = position;
    }
}
