package io.galena.standalone.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.standalone.TestingGalena;
import io.galena.standalone.TestingPorts;
import io.galena.standalone.trigger.TestingFunction.Event;
import io.galena.standalone.trigger.TestingFunction.Reply;
import io.galena.storage.shard.Shards;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/** Galena ends while it has a trigger, and starts again, perhaps without Kafka's data. */
class RestartTest {
    @TempDir
    Path directory;

    /** Clients of before go on with what is started later. */
    private final int port = TestingPorts.free();

    @Test
    void onlyTheBatchThatWasUnderWayIsDeliveredAgain() throws IOException, InterruptedException {
        var ended = new CountDownLatch(1);
        TestingTrigger trigger;
        try (var galena = start()) {
            trigger = new TestingTrigger(
                            galena.endpoint(),
                            event -> event.numbers().getLast() < 5 ? TestingFunction.OK : failingWhenOver(ended))
                    .map(mapping -> mapping.batchSize(5));
            trigger.put(0, 5);
            trigger.function.awaitNumbers(5);
            trigger.put(5, 10);
            trigger.function.awaitNumbers(6);
        }
        ended.countDown();
        var before = trigger.function.events().size();
        trigger.function.behave(_ -> TestingFunction.OK);

        try (var _ = start()) {
            trigger.put(10, 12);

            var events = trigger.function.await(
                    got -> numbers(got.subList(before, got.size())).contains(11));
            assertThat(numbers(events.subList(before, events.size()))).containsExactly(5, 6, 7, 8, 9, 10, 11);
            trigger.close();
        }
    }

    @Test
    void aTriggerGoesOnWhenKafkasDataIsGone() throws IOException, InterruptedException {
        TestingTrigger trigger;
        try (var galena = start()) {
            trigger = new TestingTrigger(galena.endpoint(), _ -> TestingFunction.OK).map(_ -> {});
            trigger.put(0, 5);
            trigger.function.awaitNumbers(5);
        }
        FileSystemUtils.deleteRecursively(directory.resolve("data/kafka"));

        try (var galena = start()) {
            trigger.put(5, 10);
            awaitGapTold(galena);
            trigger.put(10, 15);

            // The answer to the last one before the end may not have been heard.
            assertThat(trigger.function.awaitNumbers(15).stream().distinct())
                    .containsExactlyElementsOf(IntStream.range(0, 15).boxed().toList());
            trigger.await(mapping -> mapping.state().equals("Enabled"));
            trigger.close();
        }
    }

    private TestingGalena start() {
        return TestingGalena.start(
                Map.of("galena.data-dir", directory.resolve("data").toString(), "galena.port", Integer.toString(port)));
    }

    private static Reply failingWhenOver(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Reply.status(500);
    }

    private static List<Integer> numbers(List<Event> events) {
        return events.stream().flatMap(event -> event.numbers().stream()).toList();
    }

    private static void awaitGapTold(TestingGalena galena) throws InterruptedException {
        var jdbc = JdbcClient.create(galena.bean(Shards.class).require(0).pool());
        TestingGalena.await(
                "the gap is told",
                () -> jdbc.sql("SELECT EXISTS (SELECT FROM galena.change_log_gap WHERE told_at IS NOT NULL)")
                        .query(Boolean.class)
                        .single());
    }
}
