package io.galena.storage.write;

import static io.galena.storage.testing.TestingItems.deciding;
import static io.galena.storage.testing.TestingItems.integer;
import static io.galena.storage.testing.TestingItems.item;
import static io.galena.storage.testing.TestingItems.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.postgres.testing.TestingPostgres;
import io.galena.storage.row.StoredRow;
import io.galena.storage.testing.TestingCatalog;
import io.galena.storage.testing.TestingClients;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingProxy;
import io.galena.storage.testing.TestingShards;
import io.galena.storage.testing.TestingTables;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections lost during commits: nothing is applied twice, and nothing acknowledged is lost. */
class UnknownCommitTest {
    @ParameterizedTest
    @EnumSource(
            value = TestingProxy.Cut.class,
            names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
    void aCommitWhoseConnectionIsCutIsAppliedOnce(TestingProxy.Cut cut) {
        try (var proxy = TestingProxy.before(TestingShards.fresh(1).getFirst());
                var engine = TestingEngine.on(new TestingCatalog(List.of(proxy.shard(0))))) {
            var table = engine.apply(TestingTables.table(1));
            increment(engine, table);

            for (var i = 2; i <= 6; i++) {
                proxy.cutNext(cut);
                var count = integer(increment(engine, table).orElseThrow().item(), "n");

                assertThat(proxy.hasCut()).isTrue();
                assertThat(count).isEqualTo(i);
                assertThat(integer(engine.item(table, "counter", 0).orElseThrow(), "n"))
                        .isEqualTo(i);
            }
        }
    }

    @Test
    void aServerThatKillsSessionsMakesNoWriteCountTwiceOrGetLost() throws Exception {
        var shard = TestingShards.fresh(1).getFirst();
        try (var engine = TestingEngine.on(new TestingCatalog(List.of(shard)))) {
            var table = engine.apply(TestingTables.table(1));
            var acknowledged = new AtomicInteger();
            var unknown = new AtomicInteger();
            var busy = new AtomicBoolean(true);
            IntSupplier answered = () -> acknowledged.get() + unknown.get();
            var killer = Thread.ofVirtual().start(() -> killSessions(shard.jdbcUrl(), busy, answered));

            TestingClients.run(8, client -> {
                for (var i = 0; i < 60; i++) {
                    try {
                        increment(engine, table);
                        acknowledged.incrementAndGet();
                    } catch (DynamoDbException e) {
                        assertThat(e.type()).isEqualTo(ErrorType.INTERNAL_SERVER_ERROR);
                        unknown.incrementAndGet();
                    }
                }
            });
            busy.set(false);
            killer.join();

            var count = (int) integer(engine.item(table, "counter", 0).orElseThrow(), "n");
            assertThat(acknowledged.get() + unknown.get()).isEqualTo(8 * 60);
            assertThat(count).isBetween(acknowledged.get(), acknowledged.get() + unknown.get());
            assertThat(acknowledged).hasPositiveValue();
        }
    }

    private static Optional<StoredRow> increment(TestingEngine engine, TableDescriptor table) {
        return engine.writer()
                .write(deciding(table, "counter", 0, current -> {
                    var count = current.map(row -> integer(row.item(), "n")).orElse(0L);
                    return put(item("counter", 0, "n", count + 1));
                }))
                .after();
    }

    /** Whatever a session costs, some requests are answered in each. */
    private static void killSessions(String jdbcUrl, AtomicBoolean busy, IntSupplier answered) {
        var database = jdbcUrl.substring(jdbcUrl.lastIndexOf('/') + 1);
        try (var connection = TestingPostgres.server().connect("postgres");
                var kill = connection.prepareStatement("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = ? AND application_name LIKE 'galena-write%'")) {
            kill.setString(1, database);
            while (busy.get()) {
                var before = answered.getAsInt();
                kill.executeQuery();
                Thread.sleep(150);
                while (busy.get() && answered.getAsInt() < before + 8) {
                    Thread.sleep(5);
                }
            }
        } catch (SQLException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
