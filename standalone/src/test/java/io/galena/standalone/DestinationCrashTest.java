package io.galena.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.standalone.destination.TestingDestination;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;

/** Load, kill -9, start again: a destination's stream has each change once, and gets new ones as soon as Kafka runs again. */
class DestinationCrashTest {
    private static final int ROUNDS = Boolean.getBoolean("galena.long") ? 5 : 1;
    private static final int MOST_MILLIS_OF_LOAD = 1500;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Who waits until the dead process is given up comes too late. */
    private static final Duration SESSION = Duration.ofSeconds(60);

    private static final Duration SOON = Duration.ofSeconds(45);
    private static final String KEY = "key";

    @TempDir
    Path directory;

    private final Random random = new Random();
    private final List<Integer> acknowledged = Collections.synchronizedList(new ArrayList<>());
    private int number;

    @Test
    void whatIsWrittenAfterACrashIsDeliveredAsSoonAsKafkaRuns() throws IOException, InterruptedException {
        TestingDestination before;
        try (var galena = start();
                var destination = new TestingDestination(galena.endpoint(), 1)) {
            destination.enable();
            loadAndKill(galena, destination);
            before = destination;
        }
        for (var round = 0; round < ROUNDS; round++) {
            try (var galena = start();
                    var destination = new TestingDestination(galena.endpoint(), before)) {
                var places = awaitKafka(destination);
                var begun = System.nanoTime();
                put(destination);
                awaitDelivered(destination, places);
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);

                assertThat(TestingDestination.numbers(destination.read(), KEY))
                        .isSorted()
                        .doesNotHaveDuplicates()
                        .containsAll(acknowledged);
                loadAndKill(galena, destination);
            }
        }
    }

    private GalenaProcess start() throws IOException, InterruptedException {
        return GalenaProcess.start(directory, List.of("-Dgalena.stream.session=" + SESSION.toSeconds() + "s"));
    }

    /** Returns where the stream ends. */
    private static List<String> awaitKafka(TestingDestination destination) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return destination.ends();
            } catch (SdkException e) {
                assertThat(System.nanoTime()).as("Kafka is away").isLessThan(deadline);
            }
        }
    }

    private void awaitDelivered(TestingDestination destination, List<String> places) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!TestingDestination.numbers(destination.readBehind(places), KEY).contains(number)) {
            assertThat(System.nanoTime()).as("Nothing is delivered").isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    /** At first what has been written is delivered, then it is being delivered when the process dies. */
    private void loadAndKill(GalenaProcess galena, TestingDestination destination) throws InterruptedException {
        put(destination);
        destination.await(acknowledged.size());
        var writer = Thread.ofVirtual().start(() -> writeOn(destination));
        Thread.sleep(random.nextInt(MOST_MILLIS_OF_LOAD));
        galena.process().kill();
        writer.join();
    }

    private void writeOn(TestingDestination destination) {
        try {
            while (true) {
                put(destination);
            }
        } catch (SdkException e) {
            // The process is gone.
        }
    }

    private void put(TestingDestination destination) {
        destination.put(KEY, ++number);
        acknowledged.add(number);
    }
}
