package io.galena.storage.coordinator;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.storage.lane.LaneOperation;
import io.galena.storage.lane.StalePlanException;
import io.galena.storage.row.RowLock;
import io.galena.storage.sql.SqlFailures;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides whether a transaction of which surely nothing was done is attempted again, and waits until then. */
final class Retries {
    private static final Logger log = LoggerFactory.getLogger(Retries.class);
    private static final int MOST_FAILURES = 5;
    private static final Duration FIRST_PAUSE = Duration.ofNanos(200_000);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(4);

    /** A batch lasts as long as two round trips; somebody who writes the same item all the time must not win for ever. */
    private static final int BATCHES = 10;

    /** For how long shards may have failed before there is no further attempt. */
    private static final Duration FAILURE_PATIENCE = Duration.ofSeconds(5);

    private final long begun = System.nanoTime();
    private final Duration conflictPatience;
    private OptionalLong blockedSince = OptionalLong.empty();
    private Duration pause = FIRST_PAUSE;
    private int failures;

    Retries(Duration conflictPatience) {
        this.conflictPatience = conflictPatience;
    }

    /** Whether to go on after an attempt that did not get its locks, as the one before or for the first time. */
    boolean afterLocks(List<RowLock> locks) {
        var behindTransaction = locks.contains(RowLock.HELD_BY_TRANSACTION);
        var patience = behindTransaction ? conflictPatience : conflictPatience.multipliedBy(BATCHES);
        var now = System.nanoTime();
        if (blockedSince.isEmpty()) {
            blockedSince = OptionalLong.of(now);
        }
        if (now - blockedSince.getAsLong() > patience.toNanos()) {
            return false;
        }
        sleep(Duration.ofNanos(ThreadLocalRandom.current().nextLong(pause.toNanos() / 2, pause.toNanos())));
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        return true;
    }

    /**
     * Returns to go on after an attempt that a shard failed.
     *
     * @throws StalePlanException when a table is not there
     * @throws DynamoDbException when to go on is of no use
     */
    void afterFailure(SQLException error) {
        if (SqlFailures.isMissingTable(error)) {
            throw new StalePlanException();
        }
        if (SqlFailures.isServerLimit(error)) {
            throw new DynamoDbException(ErrorType.THROTTLING, "Too many transactions wait for the same shard");
        }
        if (error instanceof SilentShards.SilentShardException) {
            throw LaneOperation.internalError();
        }
        failures++;
        if (System.nanoTime() - begun > FAILURE_PATIENCE.toNanos()) {
            log.atWarn().addKeyValue("error", error.getMessage()).log("A transaction failed for too long");
            throw LaneOperation.internalError();
        }
        if (failures == MOST_FAILURES || !mayPass(error)) {
            log.atError().setCause(error).log("A transaction failed");
            throw LaneOperation.internalError();
        }
        sleep(LONGEST_PAUSE.multipliedBy(1L << (2 * failures)));
        blockedSince = OptionalLong.empty();
    }

    /** A duplicate key is another decision, or another request with the same token. */
    private static boolean mayPass(SQLException error) {
        return SqlFailures.isConnectionLost(error)
                || SqlFailures.isDuplicateKey(error)
                || SqlFailures.isLockTimeout(error);
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LaneOperation.internalError();
        }
    }
}
