package io.galena.storage.coordinator;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Lets a bounded number of transactions go on at once, and a bounded number of bytes wait for that; the rest is throttled. */
final class Gate {
    /** About what a transaction takes that brings nothing. */
    private static final long LEAST_BYTES = 1024;

    private final Semaphore turns;
    private final long waitingBytes;
    private final Duration patience;
    private final AtomicLong waiting = new AtomicLong();

    /**
     * Makes a gate.
     *
     * @param atOnce how many transactions go on at once
     * @param waitingBytes how much those that wait may have to write
     * @param patience how long one waits for its turn
     */
    Gate(int atOnce, long waitingBytes, Duration patience) {
        this.turns = new Semaphore(atOnce, true);
        this.waitingBytes = waitingBytes;
        this.patience = patience;
    }

    /**
     * Waits for a turn and does the work.
     *
     * @throws DynamoDbException THROTTLING when the turn does not come in time
     */
    <T> T pass(long bytes, Supplier<T> work) {
        await(bytes);
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private void await(long bytes) {
        if (turns.tryAcquire()) {
            return;
        }
        try {
            var isRoom = waiting.addAndGet(Math.max(bytes, LEAST_BYTES)) <= waitingBytes;
            if (!isRoom || !turns.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new DynamoDbException(ErrorType.THROTTLING, "Too many transactions wait for their turn");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DynamoDbException(ErrorType.THROTTLING, "The service ends");
        } finally {
            waiting.addAndGet(-Math.max(bytes, LEAST_BYTES));
        }
    }
}
