package io.galena.stream.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kafka.testing.TestingKafka;
import io.galena.postgres.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers wait for slots all the time: where no table has readers there is none, and where there is one it has another reader. */
class WaitingCaptureTest {
    /** For a worker to look twice at least. */
    private static final Duration LONG_ENOUGH = Duration.ofMillis(2500);

    @TempDir
    Path directory;

    @Test
    void whoWaitsLeavesNothingInTheServersLog() throws Exception {
        try (var server = EmbeddedPostgres.start(directory, Map.of());
                var shard = new CapturedShard(server, TestingKafka.bootstrapServers())) {
            shard.dropSlot();
            shard.startWorker();
            Thread.sleep(LONG_ENOUGH);

            shard.createSlot();
            awaitRead(shard);
            shard.startWorker();
            Thread.sleep(LONG_ENOUGH);

            assertThat(Files.readString(directory.resolve("postgres.log")))
                    .contains("ready to accept connections")
                    .doesNotContain("ERROR");
        }
    }

    @Test
    void whoWaitsKeepsItsConnectionUntilItReads() throws Exception {
        try (var shard = new CapturedShard()) {
            shard.dropSlot();
            shard.startWorker();
            assertThat(shard.awaitWaiting(1)).isEqualTo(keptBy(shard));

            shard.createSlot();
            awaitRead(shard);
            shard.awaitWaiting(0);

            shard.startWorker();
            assertThat(shard.awaitWaiting(1)).isEqualTo(keptBy(shard));

            shard.stopWorkers();
            shard.awaitWaiting(0);
        }
    }

    @Test
    void whoseConnectionIsLostWaitsOnAnother() throws Exception {
        try (var shard = new CapturedShard()) {
            shard.dropSlot();
            shard.startWorker();
            shard.awaitWaiting(1);

            shard.dropWaiting();
            shard.createSlot();

            awaitRead(shard);
        }
    }

    /** Which connection is there after a while in which a worker has looked again. */
    private static List<Integer> keptBy(CapturedShard shard) throws Exception {
        Thread.sleep(LONG_ENOUGH);
        return shard.waiting();
    }

    private static void awaitRead(CapturedShard shard) throws Exception {
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!shard.isRead()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(20);
        }
    }
}
