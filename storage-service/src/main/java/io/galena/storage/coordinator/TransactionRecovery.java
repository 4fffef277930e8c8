package io.galena.storage.coordinator;

import io.galena.storage.shard.Shard;
import io.galena.storage.shard.Shards;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends prepared transactions whose coordinators are gone, in all shards, on a thread of its own. Every instance does it: what
 * another one has ended is no longer there.
 */
public final class TransactionRecovery implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TransactionRecovery.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int ROUNDS_BETWEEN_SWEEPS = 15;

    private final Shards shards;
    private final LeftBehind leftBehind;
    private final SettledDecisions settled;
    private final Thread thread;
    private boolean failed;

    /** Starts recovery. */
    public TransactionRecovery(Shards shards) {
        this.shards = shards;
        this.leftBehind = new LeftBehind(new Decisions(shards));
        this.settled = new SettledDecisions(shards);
        this.thread = Thread.ofPlatform().daemon().name("galena-recovery").start(this::work);
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void work() {
        try {
            for (var round = 1; ; round++) {
                Thread.sleep(INTERVAL);
                failed = !recover();
                if (round % ROUNDS_BETWEEN_SWEEPS == 0) {
                    shards.opened().forEach(this::sweep);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Goes through all shards, also those that nobody has needed yet: an instance starts after a crash. */
    private boolean recover() {
        try {
            return shards.numbers().stream().map(this::recover).reduce(true, Boolean::logicalAnd);
        } catch (RuntimeException e) {
            warn(e);
            return false;
        }
    }

    private boolean recover(int shard) {
        try {
            leftBehind.end(shards.require(shard));
            return true;
        } catch (RuntimeException e) {
            warn(e);
            return false;
        }
    }

    /** Tells it once, not every second as long as something is away. */
    private void warn(RuntimeException error) {
        if (!failed) {
            log.atWarn().setCause(error).log("The shards cannot all be looked through for transactions left behind");
        }
    }

    private void sweep(Shard shard) {
        try {
            settled.forget(shard);
        } catch (RuntimeException e) {
            log.atWarn().addKeyValue("shard", shard.id()).setCause(e).log("Old decisions stay");
        }
    }
}
