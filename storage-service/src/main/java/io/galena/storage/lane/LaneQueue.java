package io.galena.storage.lane;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Operations that wait for a lane, bounded; many threads put in, one takes batches out.
 *
 * @param <T> the kind of operation
 */
final class LaneQueue<T extends LaneOperation<?>> {
    private final LaneLimits limits;
    private final ArrayDeque<T> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private long waitingBytes;
    private boolean closed;

    LaneQueue(LaneLimits limits) {
        this.limits = limits;
    }

    /** Adds an operation, unless too many wait already or the queue is closed. */
    boolean offer(T operation) {
        lock.lock();
        try {
            if (closed || !isRoomFor(operation)) {
                return false;
            }
            waiting.addLast(operation);
            waitingBytes += operation.bytes();
            arrived.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Puts operations back, to be the first of the next batch, in their order. */
    void putBack(List<T> operations) {
        lock.lock();
        try {
            for (var i = operations.size() - 1; i >= 0; i--) {
                waiting.addFirst(operations.get(i));
                waitingBytes += operations.get(i).bytes();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for operations and takes as many as fit in a batch, at least one. An operation that must be alone comes alone.
     *
     * @return an empty list once the queue is closed and nothing waits any more
     */
    List<T> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty()) {
                if (closed) {
                    return List.of();
                }
                arrived.await();
            }
            return takeBatch();
        } finally {
            lock.unlock();
        }
    }

    /** What waits now. */
    List<T> waiting() {
        lock.lock();
        try {
            return List.copyOf(waiting);
        } finally {
            lock.unlock();
        }
    }

    /** Refuses operations from now on. */
    void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isRoomFor(T operation) {
        return waiting.isEmpty()
                || (waiting.size() < limits.waitingOperations()
                        && waitingBytes + operation.bytes() <= limits.waitingBytes());
    }

    private List<T> takeBatch() {
        var batch = new ArrayList<T>();
        var operations = 0L;
        var bytes = 0L;
        for (var next = waiting.peekFirst(); next != null; next = waiting.peekFirst()) {
            operations += next.weight();
            bytes += next.bytes();
            var fits = operations <= limits.batchOperations() && bytes <= limits.batchBytes() && !next.isAlone();
            if (!batch.isEmpty() && !fits) {
                break;
            }
            batch.add(waiting.removeFirst());
            waitingBytes -= next.bytes();
            if (next.isAlone()) {
                break;
            }
        }
        return batch;
    }
}
