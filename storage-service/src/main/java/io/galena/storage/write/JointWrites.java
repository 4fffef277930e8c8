package io.galena.storage.write;

import io.galena.storage.row.RowId;
import io.galena.storage.row.RowLock;
import io.galena.storage.sql.Script;
import io.galena.storage.version.HybridClock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The writes of several transactions to one shard, no two to the same item, in one transaction of PostgreSQL: read and written together
 * as those of a batch are, decided for each by itself, so that one may be left out. Not for tables with local indexes, since what
 * is left out would have counted in an item collection. For one thread at a time.
 */
public final class JointWrites {
    private final List<Part> parts;
    private final BatchRows rows;
    private final CollectionSizes collections = new CollectionSizes(Long.MAX_VALUE);
    private @Nullable BatchRead read;

    /** Plans the writes of transactions. */
    public JointWrites(List<Part> parts) {
        this.parts = List.copyOf(parts);
        this.rows = BatchRows.of(
                parts.stream().flatMap(part -> part.writes.stream()).toList());
    }

    /** Adds the statements that lock and read the rows, present or not. */
    public void addReading(Script script) {
        read = BatchRead.add(script, rows, collections);
    }

    /** Whether all rows of a transaction are locked. */
    public boolean isLocked(int part) {
        return rows(part).stream().allMatch(row -> read().lock(row) == RowLock.HAD);
    }

    /** Whether the shard holds what a transaction was planned with, and will until the end. */
    public boolean isCurrent(int part) {
        return parts.get(part).writes.stream().allMatch(read()::isCurrent)
                && rows(part).stream().allMatch(read()::rangesLocked);
    }

    /** Decides, with the rows as they were read, what a transaction writes; returns how that ended, in the order of its writes. */
    public List<WriteOutcome> decide(int part, HybridClock clock) {
        return rows(part).stream()
                .map(row -> {
                    row.decide(clock, collections);
                    return row.outcomes().getFirst();
                })
                .toList();
    }

    /** Leaves a transaction out: nothing of it is written. */
    public void leaveOut(int part) {
        var left = parts.get(part).rows();
        rows.removeUnless(row -> !left.contains(row.id()));
    }

    /** Whether a transaction has anything to write. */
    public boolean changed(int part) {
        return rows(part).stream().anyMatch(RowWrites::writes);
    }

    /** Whether there is anything to write. */
    public boolean changed() {
        return rows.all().stream().anyMatch(RowWrites::writes);
    }

    /** Adds the statements that write what was decided, without the one that commits. */
    public void addWriting(Script script) {
        BatchWrite.addTo(script, rows, collections, OptionalLong.empty());
    }

    /** The number of the PostgreSQL transaction in which the rows were read. */
    long transactionNumber() {
        return read().transactionId();
    }

    BatchRows rows() {
        return rows;
    }

    private List<RowWrites> rows(int part) {
        return parts.get(part).writes.stream()
                .map(operation -> rows.get(
                        operation.row().tableId(), operation.row().key().bytes()))
                .toList();
    }

    private BatchRead read() {
        if (read == null) {
            throw new IllegalStateException("The rows have not been read yet");
        }
        return read;
    }

    /** One transaction. */
    public static final class Part {
        private final List<PendingWrite> writes;
        private final Set<RowId> rows;

        /**
         * Plans its writes.
         *
         * @param transactionId what the readers of changes are told
         */
        public Part(List<ShardWrites.Planned> writes, String transactionId) {
            this.writes = writes.stream()
                    .map(write -> new PendingWrite(write.command(), write.table(), Optional.of(transactionId)))
                    .toList();
            this.rows = this.writes.stream().map(PendingWrite::row).collect(Collectors.toUnmodifiableSet());
        }

        /** The rows that it writes, or looks at. */
        public Set<RowId> rows() {
            return rows;
        }
    }
}
