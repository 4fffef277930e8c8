package io.galena.stream.capture;

import java.util.concurrent.locks.LockSupport;

/**
 * How a worker spends the time when nothing is to be published: it looks again soon after there was something, more rarely
 * later. And when the shard's log grows with what nobody reads, the position is published from time to time all the same, so that
 * the shard can let go of it.
 */
final class IdlePauses {
    private static final long SHORTEST_NANOS = 500_000;
    private static final long LONGEST_NANOS = 10_000_000;
    private static final long BETWEEN_POSITIONS_NANOS = 10_000_000_000L;
    private static final long WORTH_BYTES = 1024 * 1024;

    private long next = SHORTEST_NANOS;
    private long lastPosition = System.nanoTime();

    void reset() {
        next = SHORTEST_NANOS;
        lastPosition = System.nanoTime();
    }

    void pause() {
        LockSupport.parkNanos(next);
        next = Math.min(LONGEST_NANOS, next + next / 4);
    }

    /** Whether it is time to publish a position without changes. */
    boolean isPositionDue(WalStream wal, long published) {
        if (System.nanoTime() - lastPosition < BETWEEN_POSITIONS_NANOS) {
            return false;
        }
        lastPosition = System.nanoTime();
        return wal.idlePosition()
                .filter(position -> position - published > WORTH_BYTES)
                .isPresent();
    }
}
