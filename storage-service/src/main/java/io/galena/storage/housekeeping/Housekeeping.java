package io.galena.storage.housekeeping;

import io.galena.kit.background.Rounds;
import io.galena.storage.shard.Shard;
import io.galena.storage.shard.Shards;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does the chores in all open shards from time to time, on a thread of its own. */
public final class Housekeeping implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

    private final Shards shards;
    private final Duration tombstoneRetention;
    private final Rounds rounds;

    /**
     * Makes one that does nothing yet.
     *
     * @param interval the time between two rounds
     * @param tombstoneRetention how long tombstones are kept: longer than clocks can be apart
     */
    public Housekeeping(Shards shards, Duration interval, Duration tombstoneRetention) {
        this.shards = shards;
        this.tombstoneRetention = tombstoneRetention;
        this.rounds = new Rounds("galena-housekeeping", interval, this::round);
    }

    /** Begins to do the chores. */
    public void start() {
        rounds.start();
    }

    /** Does everything once, now. */
    public void round() {
        shards.opened().forEach(this::tidy);
    }

    @Override
    public void close() {
        rounds.close();
    }

    private void tidy(Shard shard) {
        try {
            new Chores(shard, tombstoneRetention).run();
        } catch (RuntimeException e) {
            // The next round tries again.
            log.atWarn().addKeyValue("shard", shard.id()).setCause(e).log("Housekeeping failed");
        }
    }
}
