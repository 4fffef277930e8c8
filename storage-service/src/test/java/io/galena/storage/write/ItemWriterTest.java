package io.galena.storage.write;

import static io.galena.storage.testing.TestingItems.deciding;
import static io.galena.storage.testing.TestingItems.deleting;
import static io.galena.storage.testing.TestingItems.integer;
import static io.galena.storage.testing.TestingItems.item;
import static io.galena.storage.testing.TestingItems.put;
import static io.galena.storage.testing.TestingItems.putting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.storage.row.StoredRow;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes on one and on three shards. */
class ItemWriterTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void whatWasPutIsThere(int shards) {
        var engine = TestingEngine.shared(shards);
        var table = engine.apply(TestingTables.table(shards));

        for (var i = 0; i < 20; i++) {
            var result = engine.writer().write(putting(table, item("a" + i, i, "v", i)));
            assertThat(result.sizeBefore()).isEmpty();
            assertThat(result.after().map(StoredRow::item)).contains(item("a" + i, i, "v", i));
        }

        for (var i = 0; i < 20; i++) {
            assertThat(engine.item(table, "a" + i, i)).contains(item("a" + i, i, "v", i));
        }
        assertThat(engine.scan(table).rows()).hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aDecisionSeesTheItemAsItIs(int shards) {
        var engine = TestingEngine.shared(shards);
        var table = engine.apply(TestingTables.table(shards));
        engine.writer().write(putting(table, item("a", 1, "v", 1)));
        var before = item("a", 1, "v", 1);

        var result = engine.writer().write(deciding(table, "a", 1, current -> {
            assertThat(current.map(StoredRow::item)).contains(before);
            return new Change.Delete();
        }));

        assertThat(result.before().map(StoredRow::item)).contains(before);
        assertThat(result.after()).isEmpty();
        assertThat(engine.item(table, "a", 1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void theSizeBeforeIsKnownToUnconditionalWritesToo(int shards) {
        var engine = TestingEngine.shared(shards);
        var table = engine.apply(TestingTables.table(shards));
        var size = put(item("a", 1, "v", "xyz")).size();
        engine.writer().write(putting(table, item("a", 1, "v", "xyz")));

        assertThat(engine.writer().write(putting(table, item("a", 1))).sizeBefore())
                .hasValue(size);
        assertThat(engine.writer().write(deleting(table, "a", 1)).sizeBefore()).isPresent();
        assertThat(engine.writer().write(deleting(table, "a", 1)).sizeBefore()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aFailedConditionFailsAlone(int shards) throws Exception {
        var engine = TestingEngine.shared(shards);
        var table = engine.apply(TestingTables.table(shards));

        var outcomes = engine.writer()
                .write(IntStream.range(0, 50)
                        .mapToObj(i -> i % 2 == 0
                                ? putting(table, item("a" + i, i))
                                : deciding(table, "a" + i, i, ItemWriterTest::refuse))
                        .toList());

        for (var i = 0; i < 50; i++) {
            if (i % 2 == 0) {
                assertThat(outcomes.get(i)).isInstanceOf(WriteOutcome.Done.class);
            } else {
                assertThat(outcomes.get(i))
                        .isInstanceOfSatisfying(
                                WriteOutcome.Failed.class,
                                failed -> assertThat(failed.error()).isInstanceOf(DynamoDbException.class));
            }
        }
        assertThat(engine.scan(table).rows()).hasSize(25);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void concurrentCountersLoseNothing(int shards) throws Exception {
        var engine = TestingEngine.shared(shards);
        var table = engine.apply(TestingTables.table(shards));
        var clients = new ArrayList<Callable<Void>>();
        for (var client = 0; client < 16; client++) {
            clients.add(() -> {
                for (var i = 0; i < 50; i++) {
                    var key = "counter" + i % 3;
                    engine.writer().write(deciding(table, key, 0, current -> increment(key, current)));
                }
                return null;
            });
        }

        runAll(clients);

        var sum = IntStream.range(0, 3)
                .mapToLong(i -> integer(engine.item(table, "counter" + i, 0).orElseThrow(), "n"))
                .sum();
        assertThat(sum).isEqualTo(16 * 50);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void anErrorOfADecisionReachesItsCaller(int shards) {
        var engine = TestingEngine.shared(shards);
        var table = engine.apply(TestingTables.table(shards));

        assertThatThrownBy(() -> engine.writer().write(deciding(table, "a", 1, ItemWriterTest::refuse)))
                .isInstanceOfSatisfying(
                        DynamoDbException.class,
                        error -> assertThat(error.type()).isEqualTo(ErrorType.CONDITIONAL_CHECK_FAILED));
    }

    private static Change refuse(Optional<StoredRow> current) {
        throw DynamoDbException.conditionalCheckFailed(current.map(StoredRow::item));
    }

    private static Change increment(String key, Optional<StoredRow> current) {
        var count = current.map(row -> integer(row.item(), "n")).orElse(0L);
        return put(item(key, 0, "n", count + 1));
    }

    private static void runAll(List<Callable<Void>> clients) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : executor.invokeAll(clients)) {
                done.get();
            }
        }
    }
}
