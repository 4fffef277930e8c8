package io.galena.controlplane.database;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who follows the catalog through this instance, and how far each has come: a subscriber that asks on from a revision has
 * taken it in. So an operation can wait, for a moment, until its change is known everywhere.
 */
public final class Subscribers {
    /** A subscriber that has not come back for that long is not waited for. */
    private static final Duration ABSENCE = Duration.ofSeconds(1);

    private final InstantSource time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Map<String, Subscriber> subscribers = new HashMap<>();

    public Subscribers(InstantSource time) {
        this.time = time;
    }

    /** A subscriber asks for changes since a revision; until {@link #left} it is waiting for the answer. */
    public void arrived(String name, long revision) {
        update(name, new Subscriber(revision, true, time.millis()));
    }

    /** A subscriber that asked from that revision has been given its answer. */
    public void left(String name, long revision) {
        update(name, new Subscriber(revision, false, time.millis()));
    }

    /** Waits until every subscriber has taken in that revision, at most so long; says whether they have. */
    public boolean awaitSeen(long revision, Duration limit) {
        var nanos = limit.toNanos();
        lock.lock();
        try {
            while (!allHaveSeen(revision)) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = moved.awaitNanos(nanos);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void update(String name, Subscriber subscriber) {
        lock.lock();
        try {
            subscribers.put(name, subscriber);
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean allHaveSeen(long revision) {
        var oldest = time.millis() - ABSENCE.toMillis();
        subscribers.values().removeIf(subscriber -> !subscriber.waiting() && subscriber.lastSeen() < oldest);
        return subscribers.values().stream().allMatch(subscriber -> subscriber.revision() >= revision);
    }

    private record Subscriber(long revision, boolean waiting, long lastSeen) {}
}
