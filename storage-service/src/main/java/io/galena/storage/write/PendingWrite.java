package io.galena.storage.write;

import io.galena.kit.catalog.IndexDescriptor;
import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.changelog.LogEntry.Cause;
import io.galena.storage.lane.LaneOperation;
import io.galena.storage.row.Owner;
import io.galena.storage.row.Placement;
import io.galena.storage.row.RowId;
import io.galena.storage.row.StoredRow;
import java.time.Duration;
import java.util.Optional;

/** A command on its way through a write lane, planned with one descriptor of its table. */
final class PendingWrite extends LaneOperation<WriteResult> {
    private final WriteCommand command;
    private final TableDescriptor table;
    private final PartitionDescriptor partition;
    private final RowId row;
    private final Optional<String> transactionId;
    private long blockedSince;

    PendingWrite(WriteCommand command, TableDescriptor table) {
        this(command, table, Optional.empty());
    }

    PendingWrite(WriteCommand command, TableDescriptor table, Optional<String> transactionId) {
        this.command = command;
        this.transactionId = transactionId;
        this.table = table;
        this.partition = Placement.partition(table, command.rowKey());
        this.row = new RowId(table.id(), command.rowKey());
    }

    TableDescriptor table() {
        return table;
    }

    int shard() {
        return partition.shard();
    }

    RowId row() {
        return row;
    }

    PartitionDescriptor partition() {
        return partition;
    }

    /** The transaction that the write is part of, if any. */
    Optional<String> transactionId() {
        return transactionId;
    }

    /** Whether a transaction has been in the way for that long, told each time that one is. */
    boolean isBlockedFor(Duration patience) {
        var now = System.nanoTime();
        if (blockedSince == 0) {
            blockedSince = now;
        }
        return now - blockedSince >= patience.toNanos();
    }

    /** What the owner row must be for this plan to hold. */
    Owner expectedOwner() {
        return Owner.expected(table, partition);
    }

    /** Whether the item's image before is needed, and not only its size and version. */
    boolean needsImage() {
        return !(command instanceof WriteCommand.Unconditional)
                || !table.localIndexes().isEmpty()
                || !table.globalIndexes().isEmpty()
                || table.changeLog().isPresent();
    }

    /** The put, if it depends on nothing, and nobody but its caller is told of it. */
    Optional<Change.Put> blindPut() {
        return command instanceof WriteCommand.Unconditional(var _, var _, Change.Put put) && !needsImage()
                ? Optional.of(put)
                : Optional.empty();
    }

    Change decide(Optional<StoredRow> current) {
        return switch (command) {
            case WriteCommand.Unconditional unconditional -> unconditional.change();
            case WriteCommand.Decided decided -> decided.decision().decide(current);
            case WriteCommand.Expire expire -> expire.decide(table, current);
            case WriteCommand.Reindex _, WriteCommand.Recheck _ -> new Change.Keep();
        };
    }

    /** Who is behind the change, for the readers of changes. */
    Cause cause() {
        return command instanceof WriteCommand.Expire ? Cause.TIME_TO_LIVE : Cause.USER;
    }

    /**
     * The index that is to get the item's entry anew, if it is still there. What the change log tells is for all indexes, so one
     * of those does for another that is gone.
     */
    Optional<IndexDescriptor> reindexed() {
        return command instanceof WriteCommand.Reindex reindex
                ? table.globalIndexes().stream()
                        .filter(index -> index.id() == reindex.indexId() || table.indexesThroughLog())
                        .findFirst()
                : Optional.empty();
    }

    /** The entry that is to go, unless the item implies it. */
    Optional<StoredRow> rechecked() {
        return command instanceof WriteCommand.Recheck recheck ? Optional.of(recheck.entry()) : Optional.empty();
    }

    @Override
    protected int weight() {
        return 1;
    }

    @Override
    protected int bytes() {
        return command.bytes();
    }
}
