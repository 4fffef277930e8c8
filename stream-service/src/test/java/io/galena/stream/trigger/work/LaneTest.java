package io.galena.stream.trigger.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kit.trigger.MappingSettings;
import io.galena.stream.trigger.delivery.Delivery;
import io.galena.stream.trigger.delivery.EventRecord;
import io.galena.stream.trigger.delivery.WindowState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LaneTest {
    private final List<List<EventRecord>> batches = new CopyOnWriteArrayList<>();

    @Test
    void noBatchIsLargerThanAnInvocationMayBe() throws InterruptedException {
        var lane = lane(100, 0);
        lane.offer(records(5, 2_500_000));
        lane.offer(records(1, 7_000_000));

        run(lane, 6);

        assertThat(batches).extracting(List::size).containsExactly(2, 2, 1, 1);
    }

    @Test
    void noBatchHasMoreRecordsThanTheMappingSays() throws InterruptedException {
        var lane = lane(3, 0);
        lane.offer(records(8, 10));

        run(lane, 8);

        assertThat(batches).extracting(List::size).containsExactly(3, 3, 2);
    }

    @Test
    void atTheEndOfAShardNothingIsWaitedFor() throws InterruptedException {
        var lane = lane(100, 300);
        lane.offer(records(2, 10));
        lane.end();

        run(lane, 2);

        assertThat(batches).extracting(List::size).containsExactly(2);
    }

    @Test
    void aLaneThatIsStoppedBeginsNothingNew() throws InterruptedException {
        var lane = lane(1, 0);
        lane.offer(records(3, 10));
        lane.stop();

        lane.start();
        lane.await(Duration.ofSeconds(60));

        assertThat(batches).isEmpty();
    }

    @Test
    void aLaneThatFailsSaysSo() throws InterruptedException {
        var broken = new CountDownLatch(1);
        var lane = new Lane("lane", new Failing(), settings(1, 0), _ -> {}, broken::countDown);
        lane.offer(records(1, 10));

        lane.start();

        assertThat(broken.await(60, TimeUnit.SECONDS)).isTrue();
    }

    private void run(Lane lane, int records) throws InterruptedException {
        lane.start();
        var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (batches.stream().mapToInt(List::size).sum() < records) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(5);
        }
        lane.stop();
        lane.await(Duration.ofSeconds(60));
    }

    private Lane lane(int batchSize, int windowSeconds) {
        return new Lane("lane", new Keeping(batches), settings(batchSize, windowSeconds), _ -> {}, () -> {});
    }

    private static MappingSettings settings(int batchSize, int windowSeconds) {
        return new MappingSettings(
                MappingSettings.LATEST,
                batchSize,
                windowSeconds,
                1,
                List.of(),
                -1,
                -1,
                false,
                false,
                0,
                Optional.empty());
    }

    private static List<EventRecord> records(int count, int bytes) {
        return IntStream.range(0, count)
                .mapToObj(n -> new EventRecord(n, Integer.toString(n), 0, 0, new byte[bytes]))
                .toList();
    }

    /** Has a fault. */
    private record Failing() implements Delivery {
        @Override
        public void deliver(List<EventRecord> batch) {
            throw new IllegalStateException("A fault");
        }

        @Override
        public void idle() {}

        @Override
        public Optional<WindowState> window() {
            return Optional.empty();
        }
    }

    /** Keeps what it is to deliver. */
    private record Keeping(List<List<EventRecord>> batches) implements Delivery {
        @Override
        public void deliver(List<EventRecord> batch) {
            batches.add(batch);
        }

        @Override
        public void idle() {}

        @Override
        public Optional<WindowState> window() {
            return Optional.empty();
        }
    }
}
