package io.galena.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.standalone.sdk.GlobalIndexCheck;
import io.galena.standalone.sdk.IndexWriters;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The backfill of many items while others are written. {@code -Dgalena.backfill.items=100000} makes it a measurement: it prints
 * how fast the index got its items.
 */
class BackfillTest {
    private static final String TABLE = "backfill";
    private static final int ITEMS = Integer.getInteger("galena.backfill.items", 2_000);
    private static final Duration LIMIT = Duration.ofMinutes(20);

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void anIndexGetsAllItemsUnderLoad(int shards) throws InterruptedException {
        var galena = TestingGalena.shared(shards);
        try (var client = galena.client()) {
            TestingTables.createGlobal(client, TABLE);
            TestingItems.put(client, TABLE, ITEMS);
            var running = new AtomicBoolean(true);
            var writers = new IndexWriters(TABLE, 4, 1);
            var threads = writers.start(client, running::get);
            var begin = System.nanoTime();

            TestingTables.addGlobalIndex(client, TABLE, "added", "d");
            TestingTables.awaitGlobalIndexes(client, TABLE, LIMIT);

            var seconds = (System.nanoTime() - begin) / 1e9;
            running.set(false);
            for (var thread : threads) {
                thread.join();
            }
            System.out.println(String.format(
                    Locale.ROOT,
                    "%d shards: %d items in %.1f s, %.0f/s, beside %.0f writes/s",
                    shards,
                    ITEMS,
                    seconds,
                    ITEMS / seconds,
                    writers.acknowledged() / seconds));
            assertThat(writers.acknowledged()).isPositive();
            GlobalIndexCheck.awaitAllEqual(client, TABLE);
            client.deleteTable(delete -> delete.tableName(TABLE));
        }
    }
}
