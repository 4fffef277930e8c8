package io.galena.storage.write;

import static io.galena.storage.testing.TestingItems.deciding;
import static io.galena.storage.testing.TestingItems.integer;
import static io.galena.storage.testing.TestingItems.item;
import static io.galena.storage.testing.TestingItems.key;
import static io.galena.storage.testing.TestingItems.put;
import static io.galena.storage.testing.TestingItems.putting;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.changelog.ChangeLogPressure;
import io.galena.storage.history.Event;
import io.galena.storage.history.LinearizabilityChecker;
import io.galena.storage.lane.CurrentTables;
import io.galena.storage.row.StoredRow;
import io.galena.storage.testing.TestingCatalog;
import io.galena.storage.testing.TestingClients;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingProxy;
import io.galena.storage.testing.TestingShards;
import io.galena.storage.testing.TestingTables;
import io.galena.storage.version.HybridClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Histories of single items through two instances are linearizable, and are not when something is broken on purpose. */
class WriteHistoryTest {
    private static final WriteFaults LOCKS_IGNORED = new WriteFaults(true, false, false);
    private static final WriteFaults OWNERS_IGNORED = new WriteFaults(false, true, false);
    private static final WriteFaults UNKNOWN_REPEATED = new WriteFaults(false, false, true);

    private final AtomicLong values = new AtomicLong();
    private final List<Event> history = Collections.synchronizedList(new ArrayList<>());

    @Test
    void twoInstancesMakeLinearizableHistories() throws Exception {
        for (var round = 0; round < 5; round++) {
            assertThat(isLinearizableWith(WriteFaults.NONE, round)).isTrue();
        }
    }

    @Test
    void ignoredLocksAreCaught() throws Exception {
        var caught = false;
        for (var round = 0; round < 30 && !caught; round++) {
            caught = !isLinearizableWith(LOCKS_IGNORED, round);
        }

        assertThat(caught).isTrue();
    }

    @Test
    void ignoredOwnersAreCaught() {
        var engine = TestingEngine.shared(3);
        var old = engine.apply(TestingTables.table(1));
        write(engine.writer(), old, 1);
        try (var broken = writing(engine, OWNERS_IGNORED)) {
            var moved = engine.apply(TestingTables.withPartitions(
                    TestingTables.next(old), List.of(new PartitionDescriptor(0, 0, -1, 1, 2))));
            write(engine.writer(), moved, 2);
            write(broken.writer(), old, 3);
            read(engine, moved);
        }

        assertThat(LinearizabilityChecker.isLinearizable(history)).isFalse();
    }

    @Test
    void whatIsCaughtOfIgnoredOwnersIsFineWithoutTheFault() {
        var engine = TestingEngine.shared(3);
        var old = engine.apply(TestingTables.table(1));
        write(engine.writer(), old, 1);
        try (var sound = writing(engine, WriteFaults.NONE)) {
            var moved = engine.apply(TestingTables.withPartitions(
                    TestingTables.next(old), List.of(new PartitionDescriptor(0, 0, -1, 1, 2))));
            write(engine.writer(), moved, 2);
            write(sound.writer(), old, 3);
            read(engine, moved);
        }

        assertThat(LinearizabilityChecker.isLinearizable(history)).isTrue();
    }

    @Test
    void repeatedUnknownCommitsAreCaught() {
        assertThat(swapsThroughCutsAreLinearizable(WriteFaults.NONE)).isTrue();
        history.clear();
        assertThat(swapsThroughCutsAreLinearizable(UNKNOWN_REPEATED)).isFalse();
    }

    private boolean swapsThroughCutsAreLinearizable(WriteFaults faults) {
        try (var proxy = TestingProxy.before(TestingShards.fresh(1).getFirst());
                var engine = TestingEngine.on(new TestingCatalog(List.of(proxy.shard(0))));
                var writing = writing(engine, faults)) {
            var table = engine.apply(TestingTables.table(1));
            for (var i = 0; i < 3; i++) {
                var value = read(engine, table);
                proxy.cutNext(TestingProxy.Cut.AFTER_COMMIT);
                swap(writing.writer(), table, value, 100 + i);
            }
            read(engine, table);
        }
        return LinearizabilityChecker.isLinearizable(history);
    }

    private boolean isLinearizableWith(WriteFaults faults, int seed) throws Exception {
        history.clear();
        values.set(0);
        var engine = TestingEngine.shared(1);
        var table = engine.apply(TestingTables.table(1));
        try (var first = writing(engine, faults);
                var second = writing(engine, faults)) {
            TestingClients.run(6, client -> {
                var random = new Random(31L * seed + client);
                var writer = client % 2 == 0 ? first.writer() : second.writer();
                for (var i = 0; i < 12; i++) {
                    step(engine, writer, table, random);
                }
            });
        }
        return LinearizabilityChecker.isLinearizable(history);
    }

    private void step(TestingEngine engine, ItemWriter writer, TableDescriptor table, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> write(writer, table, values.incrementAndGet());
            case 1 -> read(engine, table);
            default -> swap(writer, table, read(engine, table), values.incrementAndGet());
        }
    }

    private long read(TestingEngine engine, TableDescriptor table) {
        var invoked = System.nanoTime();
        var row = engine.points().read(table, List.of(key(table, "a", 0)), true).getFirst();
        var seen = row.map(WriteHistoryTest::number).orElse(0L);
        record(new Event.Action.Read(seen), Event.Outcome.OK, invoked);
        return seen;
    }

    private void write(ItemWriter writer, TableDescriptor table, long value) {
        run(new Event.Action.Write(value), () -> writer.write(putting(table, item("a", 0, "n", value))));
    }

    private void swap(ItemWriter writer, TableDescriptor table, long expected, long value) {
        run(
                new Event.Action.Swap(expected, value),
                () -> writer.write(deciding(table, "a", 0, current -> {
                    if (current.map(WriteHistoryTest::number).orElse(0L) != expected) {
                        throw DynamoDbException.conditionalCheckFailed(Optional.empty());
                    }
                    return put(item("a", 0, "n", value));
                })));
    }

    private void run(Event.Action action, Runnable operation) {
        var invoked = System.nanoTime();
        try {
            operation.run();
            record(action, Event.Outcome.OK, invoked);
        } catch (DynamoDbException e) {
            var failed = e.type() == ErrorType.CONDITIONAL_CHECK_FAILED;
            record(action, failed ? Event.Outcome.FAILED : Event.Outcome.UNKNOWN, invoked);
        }
    }

    private void record(Event.Action action, Event.Outcome outcome, long invoked) {
        history.add(new Event(action, outcome, invoked, System.nanoTime()));
    }

    private static long number(StoredRow row) {
        return integer(row.item(), "n");
    }

    /** An instance of its own, which knows the tables that the engine knows now. */
    private static Writing writing(TestingEngine engine, WriteFaults faults) {
        var tables = new CurrentTables(engine.catalog().copy(), Duration.ofMillis(500));
        var clock = new HybridClock(InstantSource.system());
        return new Writing(engine.shards(), tables, clock, TestingShards.writing(), ChangeLogPressure.NONE, faults);
    }
}
