package io.galena.benchmarks.server;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Measures who uses the processors from one moment on.
 *
 * @param server the process id of the server, if it runs on this machine
 */
public record Meter(
        OptionalLong server, Duration serverBefore, Duration ownBefore, Duration machineBefore, long begin) {
    /** Begins now. */
    public static Meter start(OptionalLong server) {
        return new Meter(server, server(server), ProcessorTime.own(), ProcessorTime.ofMachine(), System.nanoTime());
    }

    /** What was used until now. */
    public Use stop() {
        var nanos = System.nanoTime() - begin;
        var serverTime = server(server).minus(serverBefore);
        var ownTime = ProcessorTime.own().minus(ownBefore);
        var otherTime =
                ProcessorTime.ofMachine().minus(machineBefore).minus(serverTime).minus(ownTime);
        return new Use(seconds(serverTime), seconds(ownTime), Math.max(0, otherTime.toNanos() / (double) nanos));
    }

    private static Duration server(OptionalLong pid) {
        return pid.isPresent() ? ProcessorTime.ofTree(pid.getAsLong()) : Duration.ZERO;
    }

    private static double seconds(Duration time) {
        return time.toNanos() / (double) TimeUnit.SECONDS.toNanos(1);
    }

    /**
     * Processor time.
     *
     * @param server seconds of the server and its children
     * @param client seconds of this process
     * @param others how many processors everything else on the machine, and whatever shares its processors with it, kept busy: figures
     *     count only if this is about 0
     */
    public record Use(double server, double client, double others) {}
}
