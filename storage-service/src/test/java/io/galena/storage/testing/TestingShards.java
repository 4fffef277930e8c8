package io.galena.storage.testing;

import io.galena.kit.catalog.ShardDescriptor;
import io.galena.postgres.EmbeddedPostgres;
import io.galena.postgres.testing.TestingPostgres;
import io.galena.storage.coordinator.Transacting;
import io.galena.storage.lane.LaneLimits;
import io.galena.storage.shard.ShardSettings;
import io.galena.storage.write.Writing;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Fresh shards in the tests' server, and settings to work on them. */
public final class TestingShards {
    /** How long is waited for a turn: on a machine with too much to do it comes late. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private TestingShards() {}

    /** That many shards, each an empty database. */
    public static List<ShardDescriptor> fresh(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new ShardDescriptor(
                        number, TestingPostgres.server().jdbcUrl(TestingPostgres.freshDatabase()), 0))
                .toList();
    }

    public static ShardSettings settings() {
        return new ShardSettings(EmbeddedPostgres.USER, TestingPostgres.server().password(), 4, PATIENCE);
    }

    public static LaneLimits limits() {
        return new LaneLimits(64, 1 << 20, 4096, 64 << 20, PATIENCE, 500);
    }

    public static Transacting.Settings transacting() {
        return new Transacting.Settings(16, Duration.ofMillis(20), 10L << 30, limits());
    }

    public static Writing.Settings writing() {
        return new Writing.Settings(1, limits(), 10L << 30, Duration.ofMillis(20));
    }
}
