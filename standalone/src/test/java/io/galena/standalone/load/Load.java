package io.galena.standalone.load;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Requests from several connections at once, each waiting for the answer before its next request.
 *
 * @param port of the server, on this machine
 */
record Load(int port, int connections) {
    private static final int MOST_ROUNDS_OF_WARM_UP = 20;
    private static final int STEADY_ROUNDS = 2;
    private static final double GROWTH = 1.05;

    /** Sends requests for so many seconds; returns how many were answered in each. */
    double perSecond(int seconds, Function<Random, byte[]> request) throws Exception {
        return rate(seconds, request, _ -> false).perSecond();
    }

    /**
     * Sends requests for so many seconds, also after such as were refused in an expected way.
     *
     * @param isExpected whether the body of an answer that is no success tells of that
     */
    Rate rate(int seconds, Function<Random, byte[]> request, Predicate<String> isExpected) throws Exception {
        var done = new AtomicLong();
        var refused = new AtomicLong();
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        onAll(client -> {
            while (System.nanoTime() < end) {
                var answer = client.exchange(request.apply(ThreadLocalRandom.current()));
                if (answer.isSuccess()) {
                    done.incrementAndGet();
                } else if (isExpected.test(answer.body())) {
                    refused.incrementAndGet();
                } else {
                    throw new IOException(answer.status() + " " + answer.body());
                }
            }
        });
        return new Rate(
                done.get() / (double) seconds, refused.get() / (double) Math.max(1, done.get() + refused.get()));
    }

    /**
     * Sends requests for so many seconds, again and again until the server has not become faster twice in a row: after its start it does, by
     * fits and starts.
     */
    void warmUp(int seconds, Function<Random, byte[]> request) throws Exception {
        var best = 0.0;
        var steady = 0;
        for (var round = 0; round < MOST_ROUNDS_OF_WARM_UP && steady < STEADY_ROUNDS; round++) {
            var rate = perSecond(seconds, request);
            steady = rate < best * GROWTH ? steady + 1 : 0;
            best = Math.max(best, rate);
        }
    }

    /** Sends so many requests. */
    void times(int count, IntFunction<byte[]> request) throws Exception {
        var next = new AtomicInteger();
        onAll(client -> {
            for (var number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                client.call(request.apply(number));
            }
        });
    }

    /** Sends requests in the background while the condition holds; returns what counts them. */
    AtomicLong whileTrue(AtomicBoolean condition, Function<Random, byte[]> request) {
        var done = new AtomicLong();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                onAll(client -> {
                    while (condition.get()) {
                        client.call(request.apply(ThreadLocalRandom.current()));
                        done.incrementAndGet();
                    }
                });
            } catch (Exception e) {
                throw new IllegalStateException("The load ended", e);
            }
        });
        return done;
    }

    private void onAll(Work work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(connections)) {
            var clients = IntStream.range(0, connections)
                    .<Callable<Void>>mapToObj(_ -> () -> {
                        try (var client = new PlainClient(port)) {
                            work.run(client);
                        }
                        return null;
                    })
                    .toList();
            for (var client : threads.invokeAll(clients)) {
                client.get();
            }
        }
    }

    /**
     * What came of requests.
     *
     * @param perSecond how many were a success in each second
     * @param refused the share of all that was refused
     */
    record Rate(double perSecond, double refused) {}

    /** What is done on one connection. */
    @FunctionalInterface
    private interface Work {
        void run(PlainClient client) throws IOException;
    }
}
