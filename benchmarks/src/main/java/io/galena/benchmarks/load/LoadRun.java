package io.galena.benchmarks.load;

import io.galena.benchmarks.http.Endpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Runs of requests against a server.
 *
 * @param connections how many requests can be under way at once
 * @param threads how many threads serve them; one is enough until it takes a whole processor
 */
public record LoadRun(Endpoint endpoint, int connections, int threads) {
    public LoadRun {
        if (threads < 1 || connections < threads) {
            throw new IllegalArgumentException(connections + " connections for " + threads + " threads");
        }
    }

    /**
     * Sends requests at that pace and waits for the answers, for half a minute if need be. They must have been signed a moment ago.
     *
     * @throws IOException if the server does not take connections
     */
    public Outcome run(PreparedRequests requests, Pace pace) throws IOException, InterruptedException {
        var loops = new ArrayList<LoadLoop>();
        try (var signing = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().factory())) {
            var period = PreparedRequests.SIGNED_EVERY.toSeconds();
            var signer = signing.scheduleAtFixedRate(requests::sign, period, period, TimeUnit.SECONDS);
            for (var thread = 0; thread < threads; thread++) {
                loops.add(new LoadLoop(endpoint, requests, (connections + thread) / threads));
            }
            var outcome = run(loops, pace);
            signer.cancel(false);
            return outcome;
        } finally {
            for (var loop : loops) {
                loop.close();
            }
        }
    }

    private static Outcome run(List<LoadLoop> loops, Pace pace) throws IOException, InterruptedException {
        var begin = System.nanoTime();
        var all = new Tally();
        try (var executor = Executors.newFixedThreadPool(loops.size())) {
            var work = new ArrayList<Callable<Tally>>();
            for (var thread = 0; thread < loops.size(); thread++) {
                var loop = loops.get(thread);
                var arrivals = pace.begin(begin, thread, loops.size());
                work.add(() -> loop.run(arrivals));
            }
            for (var tally : executor.invokeAll(work)) {
                all.add(tally.get());
            }
        } catch (ExecutionException e) {
            throw new IOException("The load could not be kept up: " + e.getCause(), e);
        }
        return all.outcome(Duration.ofNanos(System.nanoTime() - begin));
    }
}
