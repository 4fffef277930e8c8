package io.galena.benchmarks.server;

import java.io.IOException;
import java.time.Duration;

/** A process that waits while a child of its own keeps a processor busy, for half a minute at most. */
final class BusyChild implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int LOOK_EVERY_MILLIS = 20;

    private final Process process;

    BusyChild() throws IOException {
        this.process = new ProcessBuilder("timeout", "30", "sh", "-c", "while :; do :; done").start();
    }

    long pid() {
        return process.pid();
    }

    /** The time of the process and its child, as soon as it is that much. */
    Duration awaitTime(Duration least) throws InterruptedException {
        var end = System.nanoTime() + SOON.toNanos();
        var time = ProcessorTime.ofTree(pid());
        while (time.compareTo(least) < 0 && System.nanoTime() < end) {
            Thread.sleep(LOOK_EVERY_MILLIS);
            time = ProcessorTime.ofTree(pid());
        }
        return time;
    }

    /** It passes the signal on to its child. */
    @Override
    public void close() {
        process.destroy();
    }
}
