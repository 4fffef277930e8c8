package io.galena.kit.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration SOON = Duration.ofMillis(1);

    @Test
    void theFirstRoundBeginsAtOnce() throws InterruptedException {
        var done = new CountDownLatch(1);
        try (var rounds = new Rounds("test", NEVER, done::countDown)) {
            rounds.start();
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aRoundThatFailsIsFollowedByAnother() throws InterruptedException {
        var done = new CountDownLatch(3);
        try (var rounds = new Rounds("test", SOON, () -> {
            done.countDown();
            throw new IllegalStateException("as the test wants");
        })) {
            rounds.start();
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aRoundThatFailsMayBeFollowedAfterAnotherPause() throws InterruptedException {
        var done = new CountDownLatch(3);
        try (var rounds = new Rounds("test", NEVER, SOON, () -> {
            done.countDown();
            throw new IllegalStateException("as the test wants");
        })) {
            rounds.start();
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aRoundCanTellThatItIsTheLast() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var closed = new AtomicReference<BooleanSupplier>(() -> false);
        var rounds = new Rounds("test", NEVER, () -> {
            begun.countDown();
            while (!closed.get().getAsBoolean()) {
                var _ = sleepWell(SOON);
            }
            ended.countDown();
        });
        closed.set(rounds::isClosed);
        rounds.start();
        begun.await();

        rounds.close();

        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closingWaitsForTheRoundUnderWayAndDoesNotInterruptIt() throws InterruptedException {
        var begun = new Semaphore(0);
        var finished = new AtomicBoolean();
        var rounds = new Rounds("test", NEVER, () -> {
            begun.release();
            finished.set(sleepWell(Duration.ofMillis(100)));
        });
        rounds.start();
        begun.acquire();

        rounds.close();

        assertThat(finished).isTrue();
    }

    @Test
    void noRoundFollowsTheClosing() throws InterruptedException {
        var count = new AtomicInteger();
        var rounds = new Rounds("test", SOON, count::incrementAndGet);
        rounds.start();
        rounds.close();

        var counted = count.get();
        Thread.sleep(50);

        assertThat(count).hasValue(counted);
    }

    @Test
    void whatWasNeverBegunCanBeClosed() {
        var count = new AtomicInteger();
        new Rounds("test", SOON, count::incrementAndGet).close();
        assertThat(count).hasValue(0);
    }

    private static boolean sleepWell(Duration time) {
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
