package io.galena.storage.coordinator;

import static io.galena.storage.coordinator.TestingTransactions.keyIn;
import static io.galena.storage.coordinator.TestingTransactions.putting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.catalog.ChangeLogDescriptor;
import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.kit.catalog.ShardDescriptor;
import io.galena.kit.catalog.StreamShardDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.changelog.LogEntry;
import io.galena.kit.changelog.LogEntryCodec;
import io.galena.kit.changelog.ReplicationSlots;
import io.galena.storage.coordinator.TransactionFaults.Step;
import io.galena.storage.shard.Shard;
import io.galena.storage.lane.CurrentTables;
import io.galena.storage.testing.TestingCatalog;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingShards;
import io.galena.storage.testing.TestingTables;
import io.galena.storage.version.HybridClock;
import io.galena.storage.write.WriteCommand;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the readers of changes hear of transactions across shards. */
class TransactionChangesTest {
    /** Shards of no other test: slots of one server share their names. */
    private static final List<Integer> NUMBERS = List.of(701, 702);

    private static TestingEngine engine;

    @BeforeAll
    static void start() {
        var databases = TestingShards.fresh(2);
        engine = TestingEngine.on(new TestingCatalog(IntStream.range(0, 2)
                .mapToObj(i ->
                        new ShardDescriptor(NUMBERS.get(i), databases.get(i).jdbcUrl(), 0))
                .toList()));
    }

    @AfterAll
    static void stop() {
        engine.shards()
                .all()
                .forEach(shard -> TestingTransactions.jdbc(shard)
                        .sql("SELECT pg_drop_replication_slot(?)::text")
                        .param(ReplicationSlots.name(shard.id()))
                        .query(String.class)
                        .optional());
        engine.close();
    }

    @Test
    void aStreamIsTurnedOnBehindATransactionInDoubtAndItsShardsTellOfTheSameTransaction() {
        var table = table();
        var begin = System.currentTimeMillis();
        engine.transactions().write(everywhere(table, 1), Optional.empty());
        try (var _ = new TransactionRecovery(engine.shards());
                var dying = TestingTransactions.dyingAt(engine, Step.PREPARED, 1)) {
            assertThatThrownBy(() -> dying.transactions().write(everywhere(table, 2), Optional.empty()))
                    .isInstanceOf(TestingTransactions.CoordinatorDied.class);

            var streamed = engine.apply(TestingTables.withChangeLog(table, Optional.of(readers(table))));
            engine.transactions().write(everywhere(streamed, 3), Optional.empty());
            engine.transactions().write(everywhere(streamed, 3), Optional.empty());
        }

        var changes = engine.shards().all().stream()
                .map(shard -> changes(shard).stream()
                        .filter(change -> change.tableId() == table.id())
                        .toList())
                .toList();
        assertThat(changes)
                .allSatisfy(ofShard -> assertThat(ofShard).singleElement().satisfies(change -> {
                    assertThat(new String(change.oldImage().orElseThrow().bytes(), StandardCharsets.UTF_8))
                            .contains("{\"N\":\"1\"}");
                    assertThat(new String(change.newImage().orElseThrow().bytes(), StandardCharsets.UTF_8))
                            .contains("{\"N\":\"3\"}");
                }));
        assertThat(changes.get(0).getFirst().transaction())
                .hasValueSatisfying(
                        transaction -> assertThat(transaction.decided()).isBetween(begin, System.currentTimeMillis()))
                .isEqualTo(changes.get(1).getFirst().transaction());
    }

    @Test
    void whereCaptureIsTooFarBehindATransactionIsThrottledAsAWhole() {
        var plain = table();
        var other = table();
        var streamed = engine.apply(TestingTables.withChangeLog(other, Optional.of(readers(other))));
        var behind = new AtomicBoolean(true);
        try (var transacting = new Transacting(
                engine.shards(),
                new CurrentTables(engine.catalog(), Duration.ofSeconds(5)),
                new HybridClock(InstantSource.system()),
                TestingShards.transacting(),
                shard -> behind.get() && shard == NUMBERS.get(1))) {
            var transactions = transacting.transactions();
            var both = new ArrayList<>(everywhere(streamed, 1));
            both.addAll(everywhere(plain, 1));
            var named = Optional.of(TestingTransactions.token("throttled", "request"));

            assertThatThrownBy(() -> transactions.write(both, named))
                    .isInstanceOfSatisfying(
                            DynamoDbException.class,
                            error -> assertThat(error.type()).isEqualTo(ErrorType.THROTTLING));
            assertThat(numbers(plain)).containsOnly(0L);
            assertThat(numbers(streamed)).containsOnly(0L);
            // Other shards, and tables that nobody reads the changes of, have nothing to do with it.
            transactions.write(everywhere(streamed, 2).subList(0, 1), Optional.empty());
            transactions.write(everywhere(plain, 2), Optional.empty());
            assertThat(numbers(streamed)).containsExactly(2L, 0L);
            assertThat(numbers(plain)).containsOnly(2L);

            behind.set(false);
            assertThat(transactions.write(both, named)).isInstanceOf(TransactionOutcome.Done.class);
            assertThat(numbers(streamed)).containsOnly(1L);
        }
    }

    private static TableDescriptor table() {
        return engine.apply(TestingTables.withPartitions(
                TestingTables.table(2),
                List.of(
                        new PartitionDescriptor(0, 0, Long.MAX_VALUE, NUMBERS.get(0), 1),
                        new PartitionDescriptor(1, Long.MIN_VALUE, -1, NUMBERS.get(1), 1))));
    }

    private static List<Long> numbers(TableDescriptor table) {
        return NUMBERS.stream()
                .map(shard -> TestingTransactions.number(engine, table, keyIn(table, shard)))
                .toList();
    }

    private static List<WriteCommand> everywhere(TableDescriptor table, long n) {
        return NUMBERS.stream()
                .map(shard -> putting(table, keyIn(table, shard), n))
                .toList();
    }

    private static ChangeLogDescriptor readers(TableDescriptor table) {
        var shards = table.partitions().stream()
                .map(partition -> new StreamShardDescriptor(
                        "shardId-%020d-%08x".formatted(table.id(), partition.id()),
                        Optional.empty(),
                        1,
                        partition.id(),
                        partition.first(),
                        partition.last()))
                .toList();
        return new ChangeLogDescriptor(1, shards.size(), shards);
    }

    /** The changes that wait in a shard's slot. */
    private static List<LogEntry.Change> changes(Shard shard) {
        return TestingTransactions.jdbc(shard)
                .sql("SELECT data FROM pg_logical_slot_get_binary_changes(?, NULL, NULL, 'proto_version', '1',"
                        + " 'publication_names', ?, 'messages', 'true')")
                .params(List.of(ReplicationSlots.name(shard.id()), ReplicationSlots.PUBLICATION))
                .query((row, number) -> row.getBytes(1))
                .list()
                .stream()
                .filter(message -> message[0] == 'M')
                .map(TransactionChangesTest::entry)
                .filter(LogEntry.Change.class::isInstance)
                .map(LogEntry.Change.class::cast)
                .toList();
    }

    /** A message: its kind, flags, position, prefix, length, content. */
    private static LogEntry entry(byte[] message) {
        var buffer = ByteBuffer.wrap(message).position(1 + 1 + 8 + LogEntryCodec.PREFIX.length() + 1);
        var content = new byte[buffer.getInt()];
        buffer.get(content);
        return LogEntryCodec.decode(content);
    }
}
