package io.galena.controlplane;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs a task in a thread of its own, at once and then again and again with a pause in between. A failure is logged, the
 * first of a row with its cause, and makes the pause longer until the task succeeds again.
 */
final class PeriodicTask implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(PeriodicTask.class);
    private static final int LONGEST_PAUSE = 16;

    private final String name;
    private final Duration pause;
    private final Runnable task;
    private volatile boolean running;
    private volatile Thread thread = Thread.ofVirtual().unstarted(() -> {});

    PeriodicTask(String name, Duration pause, Runnable task) {
        this.name = name;
        this.pause = pause;
        this.task = task;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name(name).start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        LockSupport.unpark(thread);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        var factor = 1;
        while (running) {
            factor = succeeds(factor == 1) ? 1 : Math.min(2 * factor, LONGEST_PAUSE);
            if (running) {
                LockSupport.parkNanos(pause.multipliedBy(factor).toNanos());
            }
        }
    }

    private boolean succeeds(boolean firstFailure) {
        try {
            task.run();
            return true;
        } catch (RuntimeException e) {
            var event = firstFailure ? log.atWarn().setCause(e) : log.atDebug().setCause(e);
            event.addKeyValue("task", name).log("A background task failed, will run again");
            return false;
        }
    }
}
