package io.galena.storage.coordinator;

import io.galena.storage.shard.Shard;
import io.galena.storage.shard.Shards;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends prepared transactions whose coordinators are gone, in all shards, in the background. Every instance does it: what
 * another one has ended is no longer there.
 */
public final class TransactionRecovery implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TransactionRecovery.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int ROUNDS_BETWEEN_SWEEPS = 15;

    private final Shards shards;
    private final ApartByShard ending;
    private final ApartByShard forgetting;
    private final Thread thread;

    /** Starts recovery. */
    public TransactionRecovery(Shards shards) {
        var leftBehind = new LeftBehind(new Decisions(shards));
        var settled = new SettledDecisions(shards);
        this.shards = shards;
        this.ending = new ApartByShard(
                "The shard cannot be looked through for transactions left behind",
                shard -> leftBehind.end(shards.require(shard)));
        this.forgetting = new ApartByShard("Old decisions stay", shard -> settled.forget(shards.require(shard)));
        this.thread = Thread.ofPlatform().daemon().name("galena-recovery").start(this::work);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ending.close();
        forgetting.close();
    }

    private void work() {
        try {
            for (var round = 1; ; round++) {
                Thread.sleep(INTERVAL);
                begin(round % ROUNDS_BETWEEN_SWEEPS == 0);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Goes through all shards, also those that nobody has needed yet: an instance starts after a crash. */
    private void begin(boolean sweep) {
        try {
            shards.numbers().forEach(ending::begin);
            if (sweep) {
                shards.opened().stream().map(Shard::id).forEach(forgetting::begin);
            }
        } catch (RuntimeException e) {
            log.atWarn().setCause(e).log("The shards are not known");
        }
    }
}
