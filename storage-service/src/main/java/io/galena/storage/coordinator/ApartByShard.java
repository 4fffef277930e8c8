package io.galena.storage.coordinator;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something for each shard again and again, apart from the others: a shard that hangs holds up nothing else. Safe for several threads. */
final class ApartByShard implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ApartByShard.class);

    private final String failure;
    private final IntConsumer work;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Integer> underWay = ConcurrentHashMap.newKeySet();
    private final Set<Integer> failing = ConcurrentHashMap.newKeySet();

    /**
     * Begins nothing yet.
     *
     * @param failure what the log is to say when the work fails; once, until it succeeds again
     * @param work what to do for the shard of that number
     */
    ApartByShard(String failure, IntConsumer work) {
        this.failure = failure;
        this.work = work;
    }

    /** Does the work for a shard in the background, unless it is under way there. */
    void begin(int shard) {
        if (underWay.add(shard)) {
            threads.execute(() -> run(shard));
        }
    }

    /** Interrupts what is under way. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void run(int shard) {
        try {
            work.accept(shard);
            failing.remove(shard);
        } catch (RuntimeException e) {
            if (failing.add(shard)) {
                log.atWarn().addKeyValue("shard", shard).setCause(e).log(failure);
            }
        } finally {
            underWay.remove(shard);
        }
    }
}
