package io.galena.storage.coordinator;

import static io.galena.storage.coordinator.TestingTransactions.incrementing;
import static io.galena.storage.coordinator.TestingTransactions.keyIn;
import static io.galena.storage.coordinator.TestingTransactions.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.testing.TestingCatalog;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingProxy;
import io.galena.storage.testing.TestingProxy.Cut;
import io.galena.storage.testing.TestingShards;
import io.galena.storage.testing.TestingTables;
import io.galena.storage.write.WriteCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that are cut while a transaction commits: it is done once, in all shards, and its caller is told so. */
class LostConnectionsTest {
    private static final List<TestingProxy> PROXIES = new ArrayList<>();

    private static TestingEngine engine;

    @BeforeAll
    static void start() {
        var shards = TestingShards.fresh(3).stream()
                .map(shard -> {
                    var proxy = TestingProxy.before(shard);
                    PROXIES.add(proxy);
                    return proxy.shard(shard.id());
                })
                .toList();
        engine = TestingEngine.on(new TestingCatalog(shards));
    }

    @AfterAll
    static void stop() {
        engine.close();
        PROXIES.forEach(TestingProxy::close);
    }

    @ParameterizedTest
    @CsvSource({
        "BEFORE_COMMIT, transaction_decision",
        "AFTER_COMMIT, transaction_decision",
        "BEFORE_COMMIT, COMMIT PREPARED",
        "AFTER_COMMIT, COMMIT PREPARED"
    })
    void everyTransactionIsDoneOnce(Cut cut, String text) {
        var table = engine.apply(TestingTables.table(3));
        for (var i = 1; i <= 3; i++) {
            PROXIES.forEach(proxy -> proxy.cutNext(cut, text));

            var outcome = engine.transactions().write(everywhere(table), Optional.empty());

            assertThat(outcome).isInstanceOf(TransactionOutcome.Done.class);
            assertThat(PROXIES).anyMatch(TestingProxy::hasCut);
            for (var shard = 0; shard < 3; shard++) {
                assertThat(number(engine, table, keyIn(table, shard))).isEqualTo(i);
            }
            assertThat(TestingTransactions.prepared(engine)).isZero();
        }
        PROXIES.forEach(proxy -> proxy.cutNext(Cut.NONE));
    }

    @ParameterizedTest
    @EnumSource(
            value = Cut.class,
            names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
    void everyTransactionOfOneShardIsDoneOnce(Cut cut) {
        var table = engine.apply(TestingTables.table(3));
        var keys = TestingTransactions.keysIn(table, 0, 2);
        var increments = keys.stream().map(key -> incrementing(table, key)).toList();
        for (var i = 1; i <= 3; i++) {
            PROXIES.getFirst().cutNext(cut);

            var outcome = engine.transactions().write(increments, Optional.empty());

            assertThat(outcome).isInstanceOf(TransactionOutcome.Done.class);
            assertThat(PROXIES.getFirst().hasCut()).isTrue();
            for (var key : keys) {
                assertThat(number(engine, table, key)).isEqualTo(i);
            }
        }
    }

    private static List<WriteCommand> everywhere(TableDescriptor table) {
        return IntStream.range(0, 3)
                .mapToObj(shard -> incrementing(table, keyIn(table, shard)))
                .toList();
    }
}
