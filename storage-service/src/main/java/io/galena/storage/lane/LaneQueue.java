package io.galena.storage.lane;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Operations that wait for a lane, bounded; many threads put in, one takes batches out.
 *
 * @param <T> the kind of operation
 */
final class LaneQueue<T extends LaneOperation<?>> {
    /** How many operations a batch may pass over because of what they claim; more would cost much and bring little. */
    private static final int MOST_PASSED_OVER = 500;

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
     * Waits for operations and takes as many as fit in a batch, at least one. An operation that must be alone comes alone. One that claims
     * what another one does that came before it stays for a later batch, without keeping those behind it.
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

    /** Takes out what has had no turn in time. */
    List<T> removeOverdue() {
        lock.lock();
        try {
            var overdue = waiting.stream().filter(LaneOperation::isOverdue).collect(Collectors.toSet());
            waiting.removeAll(overdue);
            overdue.forEach(operation -> waitingBytes -= operation.bytes());
            return List.copyOf(overdue);
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
        var passedOver = new ArrayList<T>();
        var claimed = new HashSet<>();
        var operations = 0L;
        var bytes = 0L;
        for (var next = waiting.peekFirst();
                next != null && passedOver.size() < MOST_PASSED_OVER;
                next = waiting.peekFirst()) {
            if (!claim(next, claimed)) {
                passedOver.add(waiting.removeFirst());
                continue;
            }
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
        passedOver.reversed().forEach(waiting::addFirst);
        return batch;
    }

    /** Adds what an operation claims; returns whether nothing of it had been claimed. */
    private static boolean claim(LaneOperation<?> operation, Set<Object> claimed) {
        var claims = operation.claims();
        if (claims.isEmpty()) {
            return true;
        }
        var free = Collections.disjoint(claimed, claims);
        claimed.addAll(claims);
        return free;
    }
}
