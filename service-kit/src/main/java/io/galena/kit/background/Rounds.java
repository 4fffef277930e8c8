package io.galena.kit.background;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does something at once and then again and again with a pause in between, on a thread of its own, until it is closed. A round
 * that fails is repeated after the pause like any other, or after one of its own.
 */
public final class Rounds implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Rounds.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final String name;
    private final Duration pause;
    private final Duration pauseAfterFailure;
    private final Runnable round;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    /**
     * Makes one that does nothing yet.
     *
     * @param name that of its thread
     */
    public Rounds(String name, Duration pause, Runnable round) {
        this(name, pause, pause, round);
    }

    /**
     * Makes one that does nothing yet.
     *
     * @param name that of its thread
     * @param pauseAfterFailure spares what a round that failed was refused by
     */
    public Rounds(String name, Duration pause, Duration pauseAfterFailure, Runnable round) {
        this.name = name;
        this.pause = pause;
        this.pauseAfterFailure = pauseAfterFailure;
        this.round = round;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::work);
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    /** Whether no round begins any more: a long one may end earlier. */
    public boolean isClosed() {
        return closing.getCount() == 0;
    }

    /** Lets no round begin any more, and waits a second at most for the one under way: it is not interrupted. */
    @Override
    public void close() {
        closing.countDown();
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try {
            Duration next;
            do {
                next = tryRound() ? pause : pauseAfterFailure;
            } while (!closing.await(next.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether it succeeded. */
    private boolean tryRound() {
        try {
            round.run();
            return true;
        } catch (RuntimeException e) {
            log.atDebug().addKeyValue("rounds", name).setCause(e).log("A round failed, another will follow");
            return false;
        }
    }
}
