package io.galena.kit.catalog;

import io.galena.kit.operation.InternalCalls;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a {@link CatalogImage} current by asking the control plane, in one background thread, what changed since the last
 * answer. When the control plane cannot be reached it tries again, ever more slowly up to {@link #MAX_PAUSE}; meanwhile the
 * image stays as it was.
 */
final class CatalogFeed implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CatalogFeed.class);
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final Duration MIN_PAUSE = Duration.ofMillis(50);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(2);

    private final InternalCalls calls;
    private final CatalogImage image;
    private final String subscriber = UUID.randomUUID().toString();
    private final CountDownLatch firstAnswer = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean closed;

    CatalogFeed(InternalCalls calls, CatalogImage image) {
        this.calls = calls;
        this.image = image;
        this.thread = Thread.ofVirtual().name("catalog-feed").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Waits until the image has been filled for the first time, at most that long; says whether it has. */
    boolean awaitFirstAnswer(Duration limit) {
        try {
            return firstAnswer.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return firstAnswer.getCount() == 0;
        }
    }

    /**
     * Stops asking. An answer that is on its way is thrown away; nobody waits for it, and its call is not interrupted, since
     * it may be at work in this very process.
     */
    @Override
    public void close() {
        closed = true;
    }

    private void run() {
        var pause = Duration.ZERO;
        while (!closed) {
            try {
                pull();
                if (pause.isPositive()) {
                    log.info("The control plane answers again");
                }
                pause = Duration.ZERO;
            } catch (RuntimeException e) {
                if (closed) {
                    return;
                }
                if (pause.isZero()) {
                    log.warn("Cannot pull catalog changes, will keep trying", e);
                }
                pause = longer(pause);
                sleep(pause);
            }
        }
    }

    private void pull() {
        var position = image.position();
        var request = new CatalogChanges.Request(subscriber, position.catalog(), position.revision(), WAIT.toMillis());
        var changes = calls.call(CatalogChanges.NAME, request, CatalogChanges.Answer.class);
        if (!closed) {
            image.apply(changes);
            firstAnswer.countDown();
        }
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.isZero() ? MIN_PAUSE : pause.multipliedBy(2);
        return doubled.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : doubled;
    }

    /** Sleeps between half of the pause and all of it, so that instances do not come back in step. */
    private static void sleep(Duration pause) {
        var millis = pause.toMillis();
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
