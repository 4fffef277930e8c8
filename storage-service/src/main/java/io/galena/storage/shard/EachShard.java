package io.galena.storage.shard;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Work on several shards at once, each on a thread of its own. */
public final class EachShard {
    private EachShard() {}

    /** Does the work on every shard, or whatever stands for one, and waits for all, those that fail included; then throws the first failure, if any. */
    public static <T> void run(List<T> shards, Consumer<T> work) {
        if (shards.size() == 1) {
            work.accept(shards.getFirst());
            return;
        }
        List<? extends Future<?>> all;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            all = shards.stream()
                    .map(shard -> threads.submit(() -> work.accept(shard)))
                    .toList();
        }
        all.forEach(EachShard::requireDone);
    }

    private static void requireDone(Future<?> done) {
        try {
            done.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("Work on a shard failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
