package io.galena.storage.coordinator;

import static io.galena.storage.testing.TestingItems.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.coordinator.TransactionFaults.Step;
import io.galena.storage.history.Event;
import io.galena.storage.history.ListAppendChecker;
import io.galena.storage.testing.TestingCatalog;
import io.galena.storage.testing.TestingClients;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingItems;
import io.galena.storage.testing.TestingProxy;
import io.galena.storage.testing.TestingShards;
import io.galena.storage.testing.TestingTables;
import io.galena.storage.write.WriteCommand;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Histories of transactions and single operations through two instances are serializable in real time, whatever dies; and are
 * not when something is broken on purpose. {@code -Dgalena.history.rounds=N} searches longer.
 */
class TransactionHistoryTest {
    private static final int ROUNDS = Integer.getInteger("galena.history.rounds", 3);
    private static final int CLIENTS = 8;
    private static final int STEPS = 30;

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void twoInstancesMakeSerializableHistories(int shards) throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            assertThat(anomaly(shards, TransactionFaults.NONE, round)).isEmpty();
        }
    }

    @Test
    void deathsOfCoordinatorsMakeNoAnomaly() throws Exception {
        var deaths = new AtomicInteger();
        Consumer<Step> dying = step -> {
            if (ThreadLocalRandom.current().nextInt(150) == 0) {
                deaths.incrementAndGet();
                throw new TestingTransactions.CoordinatorDied();
            }
        };
        try (var _ = new TransactionRecovery(TestingEngine.shared(3).shards())) {
            for (var round = 0; round < ROUNDS || deaths.get() == 0; round++) {
                assertThat(anomaly(3, new TransactionFaults(false, false, false, dying), round))
                        .isEmpty();
            }
        }
    }

    @Test
    void ignoredLocksAreCaught() throws Exception {
        assertThat(isCaught(1, new TransactionFaults(true, false, false, step -> {})))
                .isTrue();
    }

    @Test
    void readsOfSeveralMomentsAreCaught() throws Exception {
        assertThat(isCaught(3, new TransactionFaults(false, true, false, step -> {})))
                .isTrue();
    }

    @Test
    void repeatedUnknownCommitsAreCaught() {
        assertThat(anomalyThroughCuts(TransactionFaults.NONE)).isEmpty();
        assertThat(anomalyThroughCuts(new TransactionFaults(false, false, true, step -> {})))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void moneyIsNeitherMadeNorLostByTransfers(int shards) throws Exception {
        var engine = TestingEngine.shared(shards);
        var table = engine.apply(TestingTables.table(shards));
        var accounts = IntStream.range(0, 6).mapToObj(i -> "account" + i).toList();
        accounts.forEach(account -> engine.writer().write(TestingTransactions.putting(table, account, 100)));
        var transferred = new AtomicInteger();
        var checked = new AtomicInteger();
        try (var other = engine.another(Duration.ZERO)) {
            TestingClients.run(CLIENTS, client -> {
                var random = new Random(client);
                var transactions = client % 2 == 0 ? engine.transactions() : other.transactions();
                for (var i = 0; i < STEPS * ROUNDS; i++) {
                    if (random.nextInt(3) == 0) {
                        total(transactions, table, accounts).ifPresent(total -> {
                            checked.incrementAndGet();
                            assertThat(total).isEqualTo(600);
                        });
                    } else if (transfer(transactions, table, accounts, random)) {
                        transferred.incrementAndGet();
                    }
                }
            });
        }

        assertThat(transferred).hasPositiveValue();
        assertThat(checked).hasPositiveValue();
        assertThat(total(engine.transactions(), table, accounts)).contains(600L);
    }

    private static boolean transfer(
            Transactions transactions, TableDescriptor table, List<String> accounts, Random random) {
        var from = random.nextInt(accounts.size());
        var to = (from + 1 + random.nextInt(accounts.size() - 1)) % accounts.size();
        var amount = 1 + random.nextInt(60);
        var outcome = transactions.write(
                List.of(adding(table, accounts.get(from), -amount), adding(table, accounts.get(to), amount)),
                Optional.empty());
        return outcome instanceof TransactionOutcome.Done;
    }

    private static WriteCommand adding(TableDescriptor table, String account, int amount) {
        return TestingTransactions.changing(table, account, current -> {
            var balance = TestingItems.integer(current.orElseThrow(), "n") + amount;
            if (balance < 0) {
                throw DynamoDbException.conditionalCheckFailed(Optional.empty());
            }
            return item(account, 0, "n", balance);
        });
    }

    private static Optional<Long> total(Transactions transactions, TableDescriptor table, List<String> accounts) {
        try {
            var rows = transactions.read(accounts.stream()
                    .map(account -> new WantedRow(table, TestingItems.key(table, account, 0)))
                    .toList());
            return Optional.of(rows.stream()
                    .mapToLong(row -> TestingItems.integer(row.orElseThrow().item(), "n"))
                    .sum());
        } catch (TransactionConflictException e) {
            return Optional.empty();
        }
    }

    private static boolean isCaught(int shards, TransactionFaults faults) throws Exception {
        for (var round = 0; round < 30; round++) {
            if (anomaly(shards, faults, round).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> anomaly(int shards, TransactionFaults faults, int seed) throws Exception {
        var engine = TestingEngine.shared(shards);
        var tables = List.of(engine.apply(TestingTables.table(shards)), engine.apply(TestingTables.table(shards)));
        var clients = new ListClients(tables, 5);
        try (var first = TestingTransactions.on(engine, faults);
                var second = TestingTransactions.on(engine, faults);
                var other = engine.another(Duration.ofMillis(300))) {
            TestingClients.run(CLIENTS, client -> {
                var random = new Random(31L * seed + client);
                for (var i = 0; i < STEPS; i++) {
                    var writer = client % 2 == 0 ? engine.writer() : other.writer();
                    clients.step(writer, (client % 2 == 0 ? first : second).transactions(), random);
                }
            });
        }
        readAll(clients, engine);
        return ListAppendChecker.anomaly(clients.history());
    }

    /** What a coordinator that died has left may be in the way for a while. */
    private static void readAll(ListClients clients, TestingEngine engine) {
        var before = clients.history().size();
        do {
            clients.readAll(engine.transactions());
        } while (clients.history().subList(before, clients.history().size()).stream()
                .noneMatch(read -> read.outcome() == Event.Outcome.OK));
    }

    private static Optional<String> anomalyThroughCuts(TransactionFaults faults) {
        try (var proxy = TestingProxy.before(TestingShards.fresh(1).getFirst());
                var engine = TestingEngine.on(new TestingCatalog(List.of(proxy.shard(0))));
                var transacting = TestingTransactions.on(engine, faults)) {
            var clients = new ListClients(List.of(engine.apply(TestingTables.table(1))), 3);
            for (var cut : List.of(TestingProxy.Cut.AFTER_COMMIT, TestingProxy.Cut.BEFORE_COMMIT)) {
                proxy.cutNext(cut);
                clients.append(transacting.transactions(), List.of("list0", "list2"));
                assertThat(proxy.hasCut()).isTrue();
            }
            readAll(clients, engine);
            return ListAppendChecker.anomaly(clients.history());
        }
    }
}
