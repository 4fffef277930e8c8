package io.galena.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;

/** Writers that write to a Galena in a process of its own until that is killed, with all that it has started. */
final class LoadUntilKilled {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private LoadUntilKilled() {}

    /**
     * Lets writers write for a while, and then on until enough is acknowledged; kill -9; and waits for their ends.
     *
     * @param writers under way; each ends with its first request that gets no answer
     * @param acknowledged how many of their writes have been acknowledged, ever
     * @param wanted how many shall be before the end, at least
     */
    static void run(GalenaProcess galena, List<Thread> writers, Duration load, IntSupplier acknowledged, int wanted)
            throws InterruptedException {
        Thread.sleep(load);
        var end = System.nanoTime() + LIMIT.toNanos();
        while (acknowledged.getAsInt() < wanted && writers.stream().anyMatch(Thread::isAlive)) {
            assertThat(System.nanoTime())
                    .as("only %d of %d writes", acknowledged.getAsInt(), wanted)
                    .isLessThan(end);
            Thread.sleep(5);
        }

        galena.process().killTree();

        for (var writer : writers) {
            writer.join();
        }
        assertThat(acknowledged.getAsInt()).isGreaterThanOrEqualTo(wanted);
    }
}
