package io.galena.storage.write;

import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.row.RowLock;
import io.galena.storage.sql.Script;
import io.galena.storage.version.HybridClock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A transaction's writes to one shard, no two to the same item: locked, read, decided and written as those of a batch are. For
 * one thread at a time; the scripts run on the transaction's own connection, one after the other.
 */
public final class ShardWrites {
    private final List<PendingWrite> operations;
    private final BatchRows rows;
    private final CollectionSizes collections;
    private @Nullable BatchRead read;

    /**
     * Plans writes.
     *
     * @param transactionId what the readers of changes are told
     * @param collectionLimit the most bytes in an item collection of a table with local indexes
     */
    public ShardWrites(List<Planned> writes, String transactionId, long collectionLimit) {
        this.operations = writes.stream()
                .map(write -> new PendingWrite(write.command(), write.table(), Optional.of(transactionId)))
                .toList();
        this.rows = BatchRows.of(operations);
        this.collections = new CollectionSizes(collectionLimit);
    }

    /** Adds the statements that lock and read the rows, present or not. */
    public void addReading(Script script) {
        read = BatchRead.addAsTransaction(script, rows, collections);
    }

    /** Whether the shard holds what the writes were planned with, and will until the transaction ends. */
    public boolean isCurrent() {
        return operations.stream().allMatch(operation -> read().isCurrent(operation))
                && rows.all().stream().allMatch(read()::rangesLocked);
    }

    /** What came of the attempts to lock the rows, in the order of the writes. */
    public List<RowLock> locks() {
        return operations.stream().map(this::row).map(read()::lock).toList();
    }

    /** Decides, with the rows as they were read, what to write; returns how that ended, in the order of the writes. */
    public List<WriteOutcome> decide(HybridClock clock) {
        rows.all().forEach(row -> row.decide(clock, collections));
        return operations.stream()
                .map(operation -> row(operation).outcomes().getFirst())
                .toList();
    }

    /** Whether there is anything to write. */
    public boolean changed() {
        return rows.all().stream().anyMatch(RowWrites::changed);
    }

    /**
     * Adds the statements that write what was decided, without the one that commits.
     *
     * @param decided the time of a decision that concerns other shards too, which readers of changes are told then
     */
    public void addWriting(Script script, OptionalLong decided) {
        BatchWrite.addTo(script, rows, collections, decided);
    }

    /** The number of the PostgreSQL transaction in which the rows were read. */
    long transactionNumber() {
        return read().transactionId();
    }

    BatchRows rows() {
        return rows;
    }

    private RowWrites row(PendingWrite operation) {
        return rows.get(operation.row().tableId(), operation.row().key().bytes());
    }

    private BatchRead read() {
        if (read == null) {
            throw new IllegalStateException("The rows have not been read yet");
        }
        return read;
    }

    /** A command and the descriptor of its table to carry it out with. */
    public record Planned(WriteCommand command, TableDescriptor table) {}
}
