package io.galena.kit.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.key.KeyAttribute;
import io.galena.dynamodb.key.KeySchema;
import io.galena.dynamodb.value.AttributeType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CatalogClientTest {
    private static final String ACCOUNT = "000000000000";

    private final FakeControlPlane controlPlane = new FakeControlPlane();
    private final AtomicLong nanos = new AtomicLong();
    private final CatalogClient catalog = new CatalogClient(controlPlane, nanos::get);

    @AfterEach
    void stop() {
        catalog.close();
    }

    @Test
    void feedMakesTablesKnownWithoutALoad() throws InterruptedException {
        controlPlane.publish(table(1, "Music", 1));
        follow();

        assertThat(catalog.find(ACCOUNT, "Music")).contains(table(1, "Music", 1));
        assertThat(catalog.find(1)).contains(table(1, "Music", 1));
        assertThat(catalog.tables()).containsExactly(table(1, "Music", 1));
        assertThat(controlPlane.loads).hasValue(0);
    }

    @Test
    void unknownTableIsLoadedEvenBeforeTheFeedAnswers() {
        controlPlane.publish(table(1, "Music", 1));

        assertThat(catalog.find(ACCOUNT, "Music")).contains(table(1, "Music", 1));
        assertThat(catalog.find("111111111111", "Music")).isEmpty();
    }

    @Test
    void manyThreadsThatMissTheSameTableLoadItOnce() throws Exception {
        controlPlane.publish(table(1, "Music", 1));
        var release = new CountDownLatch(1);
        controlPlane.duringLoad = () -> await(release);

        List<Future<Optional<TableDescriptor>>> finds = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                finds.add(threads.submit(() -> catalog.find(ACCOUNT, "Music")));
            }
            Thread.sleep(50);
            release.countDown();
        }

        assertThat(finds).allSatisfy(find -> assertThat(find.get()).isPresent());
        assertThat(controlPlane.loads).hasValue(1);
    }

    @Test
    void missIsRememberedForASecond() throws InterruptedException {
        follow();

        catalog.find(ACCOUNT, "Absent");
        catalog.find(ACCOUNT, "Absent");
        assertThat(controlPlane.loads).hasValue(1);

        nanos.addAndGet(Duration.ofMillis(1_001).toNanos());
        catalog.find(ACCOUNT, "Absent");
        assertThat(controlPlane.loads).hasValue(2);
    }

    @Test
    void feedEndsARememberedMiss() throws InterruptedException {
        follow();
        assertThat(catalog.find(ACCOUNT, "Music")).isEmpty();

        controlPlane.publish(table(1, "Music", 1));
        controlPlane.awaitSeen();

        assertThat(catalog.find(ACCOUNT, "Music")).isPresent();
        assertThat(controlPlane.loads).hasValue(1);
    }

    @Test
    void loadThatTheFeedHasOvertakenIsDoneAgain() throws InterruptedException {
        follow();
        var music = table(1, "Music", 1);
        controlPlane.cut(true);
        controlPlane.publish(music);
        controlPlane.duringLoad = () -> {
            if (controlPlane.loads.get() == 1) {
                controlPlane.drop(music);
                controlPlane.cut(false);
                awaitSeen();
            }
        };

        assertThat(catalog.find(ACCOUNT, "Music")).isEmpty();
        assertThat(controlPlane.loads).hasValue(2);
    }

    @Test
    void failedLoadFailsTheCallAndIsNotRemembered() {
        controlPlane.publish(table(1, "Music", 1));
        controlPlane.duringLoad = () -> {
            throw new UncheckedIOException(new IOException("no answer"));
        };
        assertThatThrownBy(() -> catalog.find(ACCOUNT, "Music")).isInstanceOf(UncheckedIOException.class);

        controlPlane.duringLoad = () -> {};

        assertThat(catalog.find(ACCOUNT, "Music")).isPresent();
    }

    @Test
    void droppedTableIsGoneAndItsNameCanBeUsedAgain() throws InterruptedException {
        controlPlane.publish(table(1, "Music", 5));
        follow();

        controlPlane.publish(table(2, "Music", 1));
        controlPlane.awaitSeen();
        controlPlane.drop(table(1, "Music", 5));
        controlPlane.awaitSeen();

        assertThat(catalog.find(ACCOUNT, "Music")).contains(table(2, "Music", 1));
        assertThat(catalog.find(1)).isEmpty();
        assertThat(catalog.tables()).containsExactly(table(2, "Music", 1));
    }

    @Test
    void laterVersionIsNeverReplacedByAnEarlierOne() throws InterruptedException {
        follow();
        catalog.put(table(1, "Music", 3));

        controlPlane.publish(table(1, "Music", 2));
        controlPlane.awaitSeen();

        assertThat(catalog.find(ACCOUNT, "Music")).contains(table(1, "Music", 3));
    }

    @Test
    void putIsKnownAtOnceAndEndsARememberedMiss() throws InterruptedException {
        follow();
        assertThat(catalog.find(ACCOUNT, "Music")).isEmpty();

        catalog.put(table(1, "Music", 1));

        assertThat(catalog.find(ACCOUNT, "Music")).isPresent();
    }

    @Test
    void staleTablesAreServedWhileTheControlPlaneIsAwayAndTheFeedResumes() throws InterruptedException {
        controlPlane.publish(table(1, "Music", 1));
        follow();

        controlPlane.cut(true);
        while (controlPlane.failedPulls.get() < 3) {
            Thread.sleep(5);
        }
        controlPlane.publish(table(1, "Music", 2));
        assertThat(catalog.find(ACCOUNT, "Music")).contains(table(1, "Music", 1));

        controlPlane.cut(false);
        controlPlane.awaitSeen();
        assertThat(catalog.find(ACCOUNT, "Music")).contains(table(1, "Music", 2));
    }

    @Test
    void reloadAsksTheControlPlaneOnlyIfNothingLaterIsKnown() throws InterruptedException {
        controlPlane.publish(table(1, "Music", 1));
        follow();
        controlPlane.cut(true);
        controlPlane.publish(table(1, "Music", 2));

        assertThat(catalog.reload(table(1, "Music", 1))).contains(table(1, "Music", 2));
        assertThat(catalog.reload(table(1, "Music", 1))).contains(table(1, "Music", 2));
        assertThat(controlPlane.loads).hasValue(1);
    }

    @Test
    void reloadOfADroppedTableIsEmptyAndForgetsIt() throws InterruptedException {
        controlPlane.publish(table(1, "Music", 1));
        follow();
        controlPlane.cut(true);
        controlPlane.drop(table(1, "Music", 1));

        assertThat(catalog.reload(table(1, "Music", 1))).isEmpty();
        assertThat(catalog.find(1)).isEmpty();
    }

    @Test
    void reloadDoesNotTakeTheAnswerOfALoadThatBeganBeforeTheNameWasGivenAnew() throws Exception {
        var old = table(1, "Music", 1);
        catalog.put(old);
        var answered = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        controlPlane.duringLoad = () -> {
            if (controlPlane.loads.get() == 1) {
                answered.countDown();
                await(release);
            }
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var early = threads.submit(() -> catalog.reload(old));
            await(answered);
            controlPlane.publish(table(2, "Music", 1));
            var late = threads.submit(() -> catalog.reload(old));
            Thread.sleep(50);
            release.countDown();

            assertThat(late.get()).contains(table(2, "Music", 1));
            early.get();
        }
    }

    @Test
    void wholeAnswerReplacesEverything() throws InterruptedException {
        controlPlane.publish(table(1, "Music", 1));
        follow();
        catalog.put(table(2, "Ghost", 1));

        controlPlane.startAnew();
        controlPlane.awaitSeen();

        assertThat(catalog.tables()).containsExactly(table(1, "Music", 1));
    }

    @Test
    void streamsAreKnownUntilTheyAreDropped() throws InterruptedException {
        controlPlane.publish(stream(1, StreamStatus.ENABLING));
        controlPlane.publish(stream(2, StreamStatus.ENABLED));
        follow();
        assertThat(catalog.streams())
                .containsExactlyInAnyOrder(stream(1, StreamStatus.ENABLING), stream(2, StreamStatus.ENABLED));

        controlPlane.publish(stream(1, StreamStatus.ENABLED));
        controlPlane.awaitSeen();
        assertThat(catalog.streams())
                .containsExactlyInAnyOrder(stream(1, StreamStatus.ENABLED), stream(2, StreamStatus.ENABLED));

        controlPlane.drop(stream(2, StreamStatus.ENABLED));
        controlPlane.awaitSeen();
        assertThat(catalog.streams()).containsExactly(stream(1, StreamStatus.ENABLED));
    }

    @Test
    void streamThatTheWholeCatalogDoesNotMentionIsGone() throws InterruptedException {
        controlPlane.publish(stream(1, StreamStatus.DISABLED));
        follow();

        controlPlane.forget(stream(1, StreamStatus.DISABLED));
        controlPlane.startAnew();
        controlPlane.awaitSeen();

        assertThat(catalog.streams()).isEmpty();
    }

    private void follow() throws InterruptedException {
        catalog.start();
        controlPlane.awaitSeen();
    }

    private void awaitSeen() {
        try {
            controlPlane.awaitSeen();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static StreamDescriptor stream(long id, StreamStatus status) {
        return new StreamDescriptor(
                id,
                7,
                ACCOUNT,
                "us-east-1",
                "Music",
                "2026-11-21T14:00:00.00" + id,
                "KEYS_ONLY",
                status,
                new KeySchema(List.of(new KeyAttribute("pk", AttributeType.S)), List.of()),
                Instant.EPOCH,
                Optional.empty(),
                List.of());
    }

    private static TableDescriptor table(long id, String name, long version) {
        var keys = new KeySchema(List.of(new KeyAttribute("pk", AttributeType.S)), List.of());
        return new TableDescriptor(
                id,
                "uuid-" + id,
                ACCOUNT,
                "us-east-1",
                name,
                TableStatus.ACTIVE,
                version,
                keys,
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(new PartitionDescriptor(0, 0, -1, 0, 1)),
                Optional.empty());
    }
}
