package io.galena.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.standalone.sdk.GlobalIndexCheck;
import io.galena.standalone.sdk.IndexWriters;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Load, a new index in the midst of it, kill -9 of the whole process tree, start again: indexes equal what their table implies. */
class IndexCrashTest {
    private static final String TABLE = "crash";
    private static final int WRITERS = 8;
    private static final int ROUNDS = 2;
    private static final int MOST_MILLIS_OF_LOAD = 1500;
    private static final int OLDER_ITEMS = 2_000;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @ParameterizedTest
    @MethodSource("shards")
    void indexesEqualWhatTheirTableImpliesWhateverDiesWhen(int shards) throws IOException, InterruptedException {
        for (var round = 0; round < ROUNDS; round++) {
            loadAndKill(shards, round);
        }

        try (var galena = start(shards);
                var client = galena.client()) {
            assertThat(TestingTables.awaitGlobalIndexes(client, TABLE, LIMIT))
                    .as("seed %d", seed)
                    .isEqualTo(1 + ROUNDS);
            GlobalIndexCheck.awaitAllEqual(client, TABLE);
        }
    }

    /** On one shard entries are written with the items, and what a crash leaves of those CrashTest shows. */
    private static IntStream shards() {
        return Boolean.getBoolean("galena.long") ? IntStream.of(1, 3) : IntStream.of(3);
    }

    private void loadAndKill(int shards, int round) throws IOException, InterruptedException {
        try (var galena = start(shards);
                var client = galena.client()) {
            if (round == 0) {
                TestingTables.createGlobal(client, TABLE);
                TestingItems.put(client, TABLE, OLDER_ITEMS);
            }
            TestingTables.awaitGlobalIndexes(client, TABLE, LIMIT);
            var writers = new IndexWriters(TABLE, WRITERS, random.nextLong());
            var threads = writers.start(client, () -> true);
            TestingTables.addGlobalIndex(client, TABLE, "added-" + round, round % 2 == 0 ? "d" : "c");

            var load = Duration.ofMillis(random.nextInt(MOST_MILLIS_OF_LOAD));
            LoadUntilKilled.run(galena, threads, load, writers::acknowledged, WRITERS);
        }
    }

    private GalenaProcess start(int shards) throws IOException, InterruptedException {
        return GalenaProcess.start(directory.resolve("data"), "--shards", Integer.toString(shards));
    }
}
