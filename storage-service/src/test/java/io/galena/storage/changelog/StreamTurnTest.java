package io.galena.storage.changelog;

import static io.galena.storage.testing.TestingItems.integer;
import static io.galena.storage.testing.TestingItems.item;
import static io.galena.storage.testing.TestingItems.putting;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kit.catalog.ChangeLogDescriptor;
import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.kit.catalog.StreamShardDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.testing.TestingClients;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Streams are turned on, cut and turned off under load. */
class StreamTurnTest {
    private static final int ROUNDS = 10;

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void noRequestFailsWhileStreamsTurn(int shards) throws Exception {
        var engine = TestingEngine.shared(shards);
        var table = engine.apply(TestingTables.table(shards));
        var done = new AtomicBoolean();
        var requests = new AtomicInteger();
        try (var behind = engine.behind()) {
            TestingClients.run(9, client -> {
                if (client == 0) {
                    turn(engine, table);
                    done.set(true);
                    return;
                }
                // Half of the clients are on an instance that hears of changes only when a shard refuses it.
                var instance = client % 2 == 0 ? engine : behind;
                for (var n = 0; !done.get(); n++) {
                    var known = instance.catalog().find(table.id()).orElseThrow();
                    instance.writer().write(putting(known, item("client" + client, 0, "n", n)));
                    var read = instance.item(known, "client" + client, 0).orElseThrow();
                    assertThat(integer(read, "n")).isEqualTo(n);
                    requests.addAndGet(2);
                }
            });
        }

        assertThat(requests.get()).isGreaterThan(ROUNDS);
        var last = engine.catalog().find(table.id()).orElseThrow();
        assertThat(last.version()).isEqualTo(1 + 3 * ROUNDS + 1);
        assertThat(openShards(engine, table.id()))
                .containsExactlyInAnyOrderElementsOf(last.changeLog().orElseThrow().shards().stream()
                        .map(StreamShardDescriptor::id)
                        .toList());
    }

    private static void turn(TestingEngine engine, TableDescriptor table) {
        var current = table;
        for (var round = 1; round <= ROUNDS; round++) {
            current = engine.apply(TestingTables.withChangeLog(current, Optional.of(readers(table, 2 * round))));
            current = engine.apply(TestingTables.withChangeLog(current, Optional.of(readers(table, 2 * round + 1))));
            current = engine.apply(TestingTables.withChangeLog(current, Optional.empty()));
        }
        engine.apply(TestingTables.withChangeLog(current, Optional.of(readers(table, 1_000))));
    }

    private static ChangeLogDescriptor readers(TableDescriptor table, int turn) {
        var shards = table.partitions().stream()
                .map(partition -> shard(table, partition, turn))
                .toList();
        return new ChangeLogDescriptor(turn / 2, shards.size(), shards);
    }

    private static StreamShardDescriptor shard(TableDescriptor table, PartitionDescriptor partition, int turn) {
        var epoch = turn * 10L + partition.id();
        return new StreamShardDescriptor(
                "shardId-%020d-%08x".formatted(table.id(), epoch),
                Optional.empty(),
                epoch,
                partition.id(),
                partition.first(),
                partition.last());
    }

    private static List<String> openShards(TestingEngine engine, long tableId) {
        var open = new ArrayList<String>();
        for (var shard : engine.shards().all()) {
            open.addAll(JdbcClient.create(shard.pool())
                    .sql("SELECT shard_id FROM galena.open_stream_shard WHERE table_id = ?")
                    .param(tableId)
                    .query((row, number) -> row.getString("shard_id"))
                    .list());
        }
        return open;
    }
}
