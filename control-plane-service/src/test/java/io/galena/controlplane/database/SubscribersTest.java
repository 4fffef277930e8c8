package io.galena.controlplane.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SubscribersTest {
    private static final Duration NO_TIME = Duration.ZERO;

    private final AtomicLong millis = new AtomicLong();
    private final Subscribers subscribers = new Subscribers(() -> Instant.ofEpochMilli(millis.get()));

    @Test
    void withoutSubscribersNobodyIsWaitedFor() {
        assertThat(subscribers.awaitSeen(7, NO_TIME)).isTrue();
    }

    @Test
    void everySubscriberIsWaitedFor() {
        subscribers.arrived("one", 7);
        subscribers.arrived("other", 6);
        assertThat(subscribers.awaitSeen(7, NO_TIME)).isFalse();

        subscribers.arrived("other", 7);
        assertThat(subscribers.awaitSeen(7, NO_TIME)).isTrue();
    }

    @Test
    void answerAloneDoesNotMeanThatItWasTakenIn() {
        subscribers.arrived("one", 6);
        subscribers.left("one", 6);

        assertThat(subscribers.awaitSeen(7, NO_TIME)).isFalse();
    }

    @Test
    void subscriberThatDoesNotComeBackIsForgottenAfterASecond() {
        subscribers.arrived("one", 6);
        subscribers.left("one", 6);
        millis.addAndGet(1_001);

        assertThat(subscribers.awaitSeen(7, NO_TIME)).isTrue();
    }

    @Test
    void subscriberThatWaitsForChangesIsNotForgotten() {
        subscribers.arrived("one", 6);
        millis.addAndGet(60_000);

        assertThat(subscribers.awaitSeen(7, NO_TIME)).isFalse();
    }

    @Test
    void waitEndsWhenTheLastOneHasSeenIt() throws Exception {
        subscribers.arrived("one", 6);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = threads.submit(() -> subscribers.awaitSeen(7, Duration.ofSeconds(20)));
            subscribers.left("one", 6);
            subscribers.arrived("one", 7);

            assertThat(waiting.get()).isTrue();
        }
    }
}
