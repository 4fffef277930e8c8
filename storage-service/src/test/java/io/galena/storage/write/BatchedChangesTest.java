package io.galena.storage.write;

import static io.galena.storage.testing.TestingItems.deciding;
import static io.galena.storage.testing.TestingItems.deleting;
import static io.galena.storage.testing.TestingItems.item;
import static io.galena.storage.testing.TestingItems.put;
import static io.galena.storage.testing.TestingItems.putting;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.changelog.LogEntry;
import io.galena.kit.changelog.LogEntry.Image;
import io.galena.kit.changelog.LogEntry.Kind;
import io.galena.storage.sql.ScriptConnection;
import io.galena.storage.testing.TestingChanges;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingShards;
import io.galena.storage.testing.TestingTables;
import io.galena.storage.version.HybridClock;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several operations on one key in one batch: the row is written once, and each operation that changed it has its record. */
class BatchedChangesTest {
    private TestingEngine engine;
    private TableDescriptor table;
    private ScriptConnection connection;

    @BeforeEach
    void makeATableWithAStream() throws SQLException {
        engine = TestingEngine.shared(1);
        table = engine.apply(TestingTables.withStream(TestingTables.table(1)));
        var session = engine.shards().require(0).connect("batched-changes");
        session.setAutoCommit(false);
        connection = new ScriptConnection(session, 500);
    }

    @AfterEach
    void disconnect() {
        connection.close();
    }

    @Test
    void eachOperationOnANewKeyHasARecordInOrder() throws SQLException {
        var changes = run(
                putting(table, item("a", 1, "v", 1)),
                deciding(table, "a", 1, found -> put(item("a", 1, "v", 2))),
                deleting(table, "a", 1),
                putting(table, item("a", 1, "v", 3)));

        assertThat(changes)
                .extracting(LogEntry.Change::kind)
                .containsExactly(Kind.INSERT, Kind.MODIFY, Kind.REMOVE, Kind.INSERT);
        assertThat(changes).extracting(change -> image(change.oldImage())).containsExactly("-", "1", "2", "-");
        assertThat(changes).extracting(change -> image(change.newImage())).containsExactly("1", "2", "-", "3");
        assertThat(changes).extracting(LogEntry.Change::version).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void eachOperationOnAStoredItemSeesWhatTheOneBeforeLeft() throws SQLException {
        run(putting(table, item("a", 1, "v", 1)));

        var changes = run(
                putting(table, item("a", 1, "v", 2)),
                putting(table, item("other", 1, "v", 7)),
                deleting(table, "a", 1),
                putting(table, item("a", 1, "v", 3)),
                deleting(table, "a", 1));

        assertThat(of("a", changes))
                .extracting(LogEntry.Change::kind)
                .containsExactly(Kind.MODIFY, Kind.REMOVE, Kind.INSERT, Kind.REMOVE);
        assertThat(of("a", changes))
                .extracting(change -> image(change.oldImage()))
                .containsExactly("1", "2", "-", "3");
        assertThat(of("a", changes))
                .extracting(change -> image(change.newImage()))
                .containsExactly("2", "-", "3", "-");
        assertThat(of("other", changes)).extracting(LogEntry.Change::kind).containsExactly(Kind.INSERT);
    }

    @Test
    void aKeyThatIsMadeAndTakenAwayInOneBatchLeavesBothRecordsThoughNoRow() throws SQLException {
        var changes = run(putting(table, item("a", 1, "v", 1)), deleting(table, "a", 1));

        assertThat(changes).extracting(LogEntry.Change::kind).containsExactly(Kind.INSERT, Kind.REMOVE);
        assertThat(engine.item(table, "a", 1)).isEmpty();
    }

    @Test
    void operationsThatChangeNothingHaveNoRecord() throws SQLException {
        var refused = deciding(table, "a", 1, found -> {
            throw new DynamoDbException(ErrorType.CONDITIONAL_CHECK_FAILED, "The conditional request failed");
        });
        var changes = run(
                deleting(table, "a", 1),
                putting(table, item("a", 1, "v", 1, "w", 2)),
                putting(table, item("a", 1, "w", 2, "v", 1)),
                refused,
                deciding(table, "a", 1, found -> new Change.Keep()),
                putting(table, item("a", 1, "v", 2)),
                deleting(table, "absent", 1));

        assertThat(changes).extracting(LogEntry.Change::kind).containsExactly(Kind.INSERT, Kind.MODIFY);
        assertThat(image(changes.getLast().oldImage())).isEqualTo("1");
    }

    @Test
    void aBatchThatChangesNothingAtAllSaysNothing() throws SQLException {
        run(putting(table, item("a", 1, "v", 1)));

        assertThat(run(putting(table, item("a", 1, "v", 1)), deleting(table, "absent", 1)))
                .isEmpty();
    }

    /** Carries out these commands in one batch, which answers them all; returns what it said to the readers of changes. */
    private List<LogEntry.Change> run(WriteCommand... commands) throws SQLException {
        var batch = Stream.of(commands)
                .map(command -> new PendingWrite(command, table))
                .toList();
        var runner = new WriteBatchRunner(
                new HybridClock(InstantSource.system()),
                TestingShards.writing(),
                new UnknownCommits(engine.shards().require(0)::connect, Duration.ofSeconds(5)),
                WriteFaults.NONE);
        try (var changes = TestingChanges.begin(engine.shards().require(0))) {
            assertThat(runner.run(connection, batch)).isEmpty();
            for (var i = 0; i < commands.length; i++) {
                await(batch.get(i));
            }
            return changes.ofTable(table.id());
        }
    }

    private static void await(PendingWrite operation) {
        try {
            operation.await();
        } catch (DynamoDbException e) {
            assertThat(e.type()).isEqualTo(ErrorType.CONDITIONAL_CHECK_FAILED);
        }
    }

    private static List<LogEntry.Change> of(String pk, List<LogEntry.Change> changes) {
        return changes.stream()
                .filter(change -> new String(change.keys(), UTF_8).contains("\"" + pk + "\""))
                .toList();
    }

    /** What the attribute {@code v} is, or a dash where there is no image. */
    private static String image(Optional<Image> image) {
        return image.map(present ->
                        new String(present.bytes(), UTF_8).replaceAll(".*\"v\":\\{\"N\":\"(\\d+)\"}.*", "$1"))
                .orElse("-");
    }
}
