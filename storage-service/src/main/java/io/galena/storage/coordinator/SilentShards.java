package io.galena.storage.coordinator;

import io.galena.storage.sql.SqlFailures;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shards that were waited for in vain. One transaction at a time finds out whether such a shard answers again; all others are
 * refused at once, so that they do not hold the turns of those that need other shards. Safe for several threads.
 */
final class SilentShards {
    /** For how long a shard may be silent that is asked for something that has no effect yet. More than it waits for a lock. */
    static final Duration LONGEST = Duration.ofSeconds(3);

    private static final Logger log = LoggerFactory.getLogger(SilentShards.class);

    /** For each silent shard, whether somebody asks it just now. */
    private final Map<Integer, AtomicBoolean> silent = new ConcurrentHashMap<>();

    /**
     * Asks a shard for something.
     *
     * @throws SilentShardException when the shard is silent and somebody else asks it already
     */
    void ask(int shard, Question question) throws SQLException {
        var asked = silent.get(shard);
        if (asked != null && !asked.compareAndSet(false, true)) {
            throw new SilentShardException();
        }
        var begun = System.nanoTime();
        try {
            question.run();
            answers(shard);
        } catch (SQLException e) {
            if (SqlFailures.isConnectionLost(e) && System.nanoTime() - begun >= LONGEST.toNanos()) {
                isSilent(shard);
            } else {
                answers(shard);
            }
            throw e;
        } finally {
            if (asked != null) {
                asked.set(false);
            }
        }
    }

    private void isSilent(int shard) {
        if (silent.putIfAbsent(shard, new AtomicBoolean()) == null) {
            log.atWarn().addKeyValue("shard", shard).log("A shard does not answer: transactions that need it fail");
        }
    }

    private void answers(int shard) {
        if (!silent.isEmpty() && silent.remove(shard) != null) {
            log.atInfo().addKeyValue("shard", shard).log("A shard answers again");
        }
    }

    /** What is asked of a shard. */
    @FunctionalInterface
    interface Question {
        void run() throws SQLException;
    }

    /** A shard was not asked, because it does not answer. */
    static final class SilentShardException extends SQLException {
        private static final long serialVersionUID = 1L;

        SilentShardException() {
            super("The shard does not answer");
        }
    }
}
