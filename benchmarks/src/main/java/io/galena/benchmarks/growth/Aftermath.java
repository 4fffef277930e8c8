package io.galena.benchmarks.growth;

import io.galena.benchmarks.server.Meter;
import java.time.Duration;
import java.util.OptionalLong;

/** What a server does after its tables were filled, as vacuuming: that would count as processor time of the requests that follow. */
final class Aftermath {
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final double PROCESSORS_OF_AN_IDLE_SERVER = 0.1;

    private Aftermath() {}

    /** Waits until a process and its children do next to nothing, but not for ever. */
    static void await(long pid) throws InterruptedException {
        var begun = System.nanoTime();
        while (processors(pid) > PROCESSORS_OF_AN_IDLE_SERVER) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                System.err.println("The server is still at work: that counts as processor time of the requests.");
                return;
            }
        }
    }

    private static double processors(long pid) throws InterruptedException {
        var meter = Meter.start(OptionalLong.of(pid));
        Thread.sleep(LOOK);
        return meter.stop().server() / LOOK.toSeconds();
    }
}
