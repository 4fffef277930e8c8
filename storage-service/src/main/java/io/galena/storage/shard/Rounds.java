package io.galena.storage.shard;

import java.time.Duration;

/** Does something again and again with a pause before each time, on a daemon thread of its own, until it is closed. */
public final class Rounds implements AutoCloseable {
    private final Duration interval;
    private final Runnable round;
    private final Thread thread;

    /** Makes one that does nothing yet. */
    public Rounds(String name, Duration interval, Runnable round) {
        this.interval = interval;
        this.round = round;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::work);
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void work() {
        try {
            while (true) {
                Thread.sleep(interval);
                round.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
