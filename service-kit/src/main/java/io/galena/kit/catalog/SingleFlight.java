package io.galena.kit.catalog;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Runs at most one load for a key at a time: who comes while it runs waits for its outcome, value or exception, instead of
 * loading too. Nothing is remembered afterwards.
 */
final class SingleFlight<K, V> {
    private final Map<K, CompletableFuture<V>> inFlight = new ConcurrentHashMap<>();

    V run(K key, Supplier<V> load) {
        var mine = new CompletableFuture<V>();
        var others = inFlight.putIfAbsent(key, mine);
        if (others != null) {
            return join(others);
        }
        try {
            mine.complete(load.get());
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
        } finally {
            inFlight.remove(key, mine);
        }
        return join(mine);
    }

    private static <V> V join(CompletableFuture<V> outcome) {
        try {
            return outcome.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
