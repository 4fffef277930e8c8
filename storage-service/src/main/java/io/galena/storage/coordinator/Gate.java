package io.galena.storage.coordinator;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Lets a bounded number of transactions go on at once, and a bounded number of bytes wait for that; the rest is throttled. A transaction
 * that takes long, as one does that commits in a shard that hangs, gives its turn to another; no more do than there are turns. Who
 * makes a gate has to look for those: a timer for each transaction would cost a twentieth of its processor time.
 */
final class Gate {
    /** About what a transaction takes that brings nothing. */
    private static final long LEAST_BYTES = 1024;

    /** Less than a turn is waited for. What a transaction waits for without a shard that hangs is over by then. */
    private static final Duration LONGEST_TURN = Duration.ofSeconds(4);

    private final Semaphore turns;
    private final Semaphore overlong;
    private final long waitingBytes;
    private final Duration patience;
    private final AtomicLong waiting = new AtomicLong();
    private final Set<Turn> underWay = ConcurrentHashMap.newKeySet();

    /**
     * Makes a gate.
     *
     * @param atOnce how many transactions go on at once
     * @param waitingBytes how much those that wait may have to write
     * @param patience how long one waits for its turn
     */
    Gate(int atOnce, long waitingBytes, Duration patience) {
        this.turns = new Semaphore(atOnce, true);
        this.overlong = new Semaphore(atOnce);
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
        var turn = new Turn();
        underWay.add(turn);
        try {
            return work.get();
        } finally {
            underWay.remove(turn);
            turn.end();
        }
    }

    /**
     * Gives the turns of transactions that take long to others.
     *
     * @param now by the system's nanoTime
     */
    void giveAwayOverlong(long now) {
        for (var turn : underWay) {
            if (now - turn.begun >= LONGEST_TURN.toNanos()) {
                turn.giveAway();
            }
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

    /** A transaction's turn. It ends once, and may have been given away before. */
    private final class Turn {
        private final long begun = System.nanoTime();
        private boolean over;
        private boolean givenAway;

        synchronized void giveAway() {
            if (!over && !givenAway && overlong.tryAcquire()) {
                givenAway = true;
                turns.release();
            }
        }

        synchronized void end() {
            over = true;
            (givenAway ? overlong : turns).release();
        }
    }
}
