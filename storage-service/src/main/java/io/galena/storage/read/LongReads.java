package io.galena.storage.read;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets only some of the reads that move much go on at once, in the order in which they came. A page of a megabyte keeps a
 * processor busy for milliseconds, here and in PostgreSQL: without a bound, a few Scans would take them all, and reads by key
 * would wait. And what a read has so far is in memory until it has the rest. Safe for use by many threads.
 */
public final class LongReads {
    private final Semaphore turns;
    private final Duration patience;

    /**
     * Makes a bound.
     *
     * @param atOnce how many go on at once
     * @param patience how long a read waits for its turn before it is throttled
     */
    public LongReads(int atOnce, Duration patience) {
        this.turns = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    /**
     * Waits for a turn and reads.
     *
     * @throws DynamoDbException THROTTLING when the turn does not come in time
     */
    public <T> T inTurn(Supplier<T> read) {
        try {
            if (!turns.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new DynamoDbException(ErrorType.THROTTLING, "Too many requests read many items at once");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DynamoDbException(ErrorType.THROTTLING, "The service ends");
        }
        try {
            return read.get();
        } finally {
            turns.release();
        }
    }
}
