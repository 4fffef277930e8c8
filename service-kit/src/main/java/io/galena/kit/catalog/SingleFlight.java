package io.galena.kit.catalog;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Runs at most one load for a key at a time: who comes while it runs waits for it, instead of loading too. Nothing is remembered
 * afterwards.
 */
final class SingleFlight<K> {
    private final Map<K, CompletableFuture<Void>> inFlight = new ConcurrentHashMap<>();

    /**
     * Loads, or waits until another has loaded; throws what the load throws.
     *
     * @param isEnough whether a load that began before this call has brought what is wanted: it may have seen an older state.
     *     If not, one that began after this call follows
     */
    void run(K key, BooleanSupplier isEnough, Runnable load) {
        var mine = new CompletableFuture<Void>();
        var begunBefore = inFlight.putIfAbsent(key, mine);
        if (begunBefore == null) {
            lead(key, mine, load);
            return;
        }
        join(begunBefore);
        if (isEnough.getAsBoolean()) {
            return;
        }
        var begunSince = inFlight.putIfAbsent(key, mine);
        if (begunSince == null) {
            lead(key, mine, load);
        } else {
            join(begunSince);
        }
    }

    private void lead(K key, CompletableFuture<Void> mine, Runnable load) {
        try {
            load.run();
            inFlight.remove(key, mine);
            mine.complete(null);
        } catch (RuntimeException | Error e) {
            inFlight.remove(key, mine);
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private static void join(CompletableFuture<Void> outcome) {
        try {
            outcome.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
