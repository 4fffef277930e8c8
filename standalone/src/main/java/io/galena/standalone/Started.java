package io.galena.standalone;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What has been started so far, to be ended in the reverse order. A start and the signal that ends it may meet: what is added
 * after the end is ended at once. Safe for several threads.
 */
final class Started implements AutoCloseable {
    private final Deque<Runnable> endings = new ArrayDeque<>();
    private boolean ended;

    void add(Runnable ending) {
        synchronized (this) {
            if (!ended) {
                endings.push(ending);
                return;
            }
        }
        ending.run();
    }

    synchronized boolean isEnded() {
        return ended;
    }

    /** Ends everything; when something cannot be ended, the rest is all the same. Closing again does nothing. */
    @Override
    public void close() {
        RuntimeException failure = null;
        for (var ending = next(); ending != null; ending = next()) {
            try {
                ending.run();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private synchronized @Nullable Runnable next() {
        ended = true;
        return endings.poll();
    }
}
