package io.galena.storage.coordinator;

import static io.galena.storage.testing.TestingItems.item;

import io.galena.dynamodb.value.Item;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.changelog.ChangeLogPressure;
import io.galena.storage.coordinator.TransactionFaults.Step;
import io.galena.storage.lane.CurrentTables;
import io.galena.storage.row.Placement;
import io.galena.storage.shard.Shard;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingItems;
import io.galena.storage.testing.TestingShards;
import io.galena.storage.version.HybridClock;
import io.galena.storage.write.WriteCommand;
import io.galena.storage.write.WriteResult;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Coordinators with faults, keys that lie where a test needs them, and what shards hold of transactions. */
final class TestingTransactions {
    private TestingTransactions() {}

    /** An instance of its own on an engine's shards. */
    static Transacting on(TestingEngine engine, TransactionFaults faults) {
        var tables = new CurrentTables(engine.catalog(), Duration.ofSeconds(5));
        return new Transacting(
                engine.shards(),
                tables,
                new HybridClock(InstantSource.system()),
                TestingShards.transacting(),
                ChangeLogPressure.NONE,
                faults);
    }

    /** An instance that does something at each step. */
    static Transacting at(TestingEngine engine, Consumer<Step> hook) {
        return on(engine, new TransactionFaults(false, false, false, hook));
    }

    /** An instance that dies when it reaches a step for that time, counted from 1. */
    static Transacting dyingAt(TestingEngine engine, Step deadly, int time) {
        var reached = new AtomicInteger();
        return at(engine, step -> {
            if (step == deadly && reached.incrementAndGet() >= time) {
                throw new CoordinatorDied();
            }
        });
    }

    /** A partition key whose items lie in that shard. */
    static String keyIn(TableDescriptor table, int shard) {
        return keysIn(table, shard, 1).getFirst();
    }

    /** So many keys that lie in a shard; the first is that of {@link #keyIn}. */
    static List<String> keysIn(TableDescriptor table, int shard, int count) {
        return IntStream.range(0, 1_000)
                .mapToObj(number -> "k" + number)
                .filter(key -> shardOf(table, key) == shard)
                .limit(count)
                .toList();
    }

    static int shardOf(TableDescriptor table, String pk) {
        return Placement.partition(table, TestingItems.key(table, pk, 0)).shard();
    }

    /** A put of an item with one number. */
    static WriteCommand putting(TableDescriptor table, String pk, long n) {
        return TestingItems.putting(table, item(pk, 0, "n", n));
    }

    /** A put that decides by what is there. */
    static WriteCommand changing(TableDescriptor table, String pk, Function<Optional<Item>, Item> change) {
        return TestingItems.deciding(
                table, pk, 0, current -> TestingItems.put(change.apply(current.map(row -> row.item()))));
    }

    /** Adds one to the number in an item. */
    static WriteCommand incrementing(TableDescriptor table, String pk) {
        return changing(
                table,
                pk,
                current -> item(
                        pk,
                        0,
                        "n",
                        current.map(found -> TestingItems.integer(found, "n")).orElse(0L) + 1));
    }

    /** The number in an item, 0 if there is none. */
    static long number(TestingEngine engine, TableDescriptor table, String pk) {
        return engine.item(table, pk, 0)
                .map(item -> TestingItems.integer(item, "n"))
                .orElse(0L);
    }

    static IdempotencyToken token(String text, String request) {
        return token("account", text, request);
    }

    static IdempotencyToken token(String account, String text, String request) {
        return new IdempotencyToken(
                IdempotencyToken.key(account, text),
                request.getBytes(StandardCharsets.UTF_8),
                TestingTransactions::answer);
    }

    private static byte[] answer(List<WriteResult> results) {
        return ("results: " + results.size()).getBytes(StandardCharsets.UTF_8);
    }

    /** How many transactions are prepared in all shards. */
    static long prepared(TestingEngine engine) {
        return sum(engine, "SELECT count(*) FROM pg_prepared_xacts WHERE database = current_database()");
    }

    /** How many decisions all shards keep. */
    static long decisions(TestingEngine engine) {
        return sum(engine, "SELECT count(*) FROM galena.transaction_decision");
    }

    static long sum(TestingEngine engine, String query) {
        return engine.shards().all().stream()
                .mapToLong(shard -> jdbc(shard).sql(query).query(Long.class).single())
                .sum();
    }

    static JdbcClient jdbc(Shard shard) {
        return JdbcClient.create(shard.pool());
    }

    /** Holds a row as a transaction that writes does, while something is done. */
    static void holding(TestingEngine engine, WriteCommand command, Runnable work) {
        var held = new Transacting[1];
        held[0] = at(engine, step -> {
            if (step == Step.LOCKED) {
                work.run();
            }
        });
        try (var holder = held[0]) {
            holder.transactions().write(List.of(command), Optional.empty());
        }
    }

    /** What a coordinator's death looks like to its caller. */
    static final class CoordinatorDied extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Waits until a condition holds. */
    static void await(Duration patience, Condition condition) throws Exception {
        var deadline = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("It did not come true in time");
            }
            Thread.sleep(50);
        }
    }

    /** Something that comes true. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws SQLException;
    }
}
