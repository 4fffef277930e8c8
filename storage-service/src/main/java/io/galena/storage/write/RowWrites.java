package io.galena.storage.write;

import io.galena.kit.catalog.IndexDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.changelog.LogEntry;
import io.galena.storage.changelog.ChangeEntries;
import io.galena.storage.index.IndexMutation;
import io.galena.storage.index.IndexMutations;
import io.galena.storage.row.RowId;
import io.galena.storage.row.RowState;
import io.galena.storage.row.StoredRow;
import io.galena.storage.version.HybridClock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The operations of a batch on one row. They run in order in memory, each seeing what the one before left; the row is written
 * once, with what the last one left.
 */
final class RowWrites {
    private final RowId id;
    private final List<PendingWrite> operations = new ArrayList<>();
    private final List<WriteOutcome> outcomes = new ArrayList<>();
    private final List<LogEntry.Change> changes = new ArrayList<>();
    private Optional<RowState> found = Optional.empty();
    private Optional<RowState> current = Optional.empty();
    private long floor;
    private final Set<IndexDescriptor> reindexed = new LinkedHashSet<>();
    private Optional<List<IndexMutation>> onlyMutations = Optional.empty();
    private boolean changed;
    private boolean deleted;

    RowWrites(RowId id) {
        this.id = id;
    }

    RowId id() {
        return id;
    }

    void add(PendingWrite operation) {
        operations.add(operation);
    }

    List<PendingWrite> operations() {
        return operations;
    }

    TableDescriptor table() {
        return operations.getFirst().table();
    }

    boolean needsImage() {
        return operations.stream().anyMatch(PendingWrite::needsImage);
    }

    /** Takes the row as the shard holds it. */
    void found(RowState state) {
        found = Optional.of(state);
        current = found;
        floor = Math.max(floor, state.version());
    }

    /** Takes the version that the row's last deletion took. */
    void buried(long version) {
        floor = Math.max(floor, version);
    }

    /** Runs the operations in memory. */
    void decide(HybridClock clock, CollectionSizes collections) {
        for (var operation : operations) {
            outcomes.add(outcome(operation, clock, collections));
        }
    }

    /** Whether the row must be written. */
    boolean changed() {
        return changed;
    }

    /** The row to put, if it is there in the end. */
    Optional<StoredRow> put() {
        return changed ? current.flatMap(RowState::image) : Optional.empty();
    }

    /** Whether the row was there and is gone in the end. */
    boolean removes() {
        return changed && found.isPresent() && current.isEmpty();
    }

    /** The version to leave in a tombstone: a deletion happened, and the row is gone in the end. */
    OptionalLong tombstone() {
        return deleted && current.isEmpty() ? OptionalLong.of(floor) : OptionalLong.empty();
    }

    /** Whether there is anything to write, here or for the readers of changes. */
    boolean writes() {
        return changed || !reindexed.isEmpty() || !changes.isEmpty();
    }

    /** What all operations together do to the indexes that are kept in this transaction. */
    List<IndexMutation> indexMutations() {
        var mutations = new ArrayList<IndexMutation>();
        for (var mutation : onlyMutations.orElseGet(() -> mutations(table(), found, current))) {
            if (table().keepsInTransaction(mutation.index()) && !reindexed.contains(mutation.index())) {
                mutations.add(mutation);
            }
        }
        reindexed.forEach(
                index -> mutations.add(IndexMutations.rebuilt(index, table().keys(), image(found), image(current))));
        return mutations;
    }

    /** What the operations did, for the readers of changes, in order. */
    List<LogEntry.Change> changes() {
        return changes;
    }

    /** How each operation ended, once they have run. */
    List<WriteOutcome> outcomes() {
        return outcomes;
    }

    /** Answers every operation. */
    void answer() {
        for (var i = 0; i < operations.size(); i++) {
            switch (outcomes.get(i)) {
                case WriteOutcome.Done done -> operations.get(i).complete(done.result());
                case WriteOutcome.Failed failed -> operations.get(i).fail(failed.error());
            }
        }
    }

    /** Answers every operation with the same error. */
    void fail(RuntimeException error) {
        operations.forEach(operation -> operation.fail(error));
    }

    private WriteOutcome outcome(PendingWrite operation, HybridClock clock, CollectionSizes collections) {
        try {
            return new WriteOutcome.Done(run(operation, clock, collections));
        } catch (RuntimeException e) {
            return new WriteOutcome.Failed(e);
        }
    }

    private WriteResult run(PendingWrite operation, HybridClock clock, CollectionSizes collections) {
        var before = current;
        var change = operation.decide(image(before));
        var after = switch (change) {
            case Change.Put put -> Optional.of(RowState.of(put.row(id.key().bytes(), clock.next(floor))));
            case Change.Delete() -> Optional.<RowState>empty();
            case Change.Keep() -> before;
        };
        var mutations =
                change instanceof Change.Keep ? List.<IndexMutation>of() : mutations(operation.table(), before, after);
        var collectionBytes = OptionalLong.empty();
        if (!operation.table().localIndexes().isEmpty()) {
            collectionBytes = OptionalLong.of(collections.resize(id, growth(before, after, mutations)));
        }
        if (!(change instanceof Change.Keep)) {
            take(before, after, clock);
            addChange(operation, before, after);
            onlyMutations = operations.size() == 1 ? Optional.of(mutations) : Optional.empty();
        }
        operation.reindexed().ifPresent(index -> reindex(operation, index));
        operation.rechecked().ifPresent(entry -> recheck(operation, entry));
        return new WriteResult(
                image(before),
                before.map(state -> OptionalInt.of(state.size())).orElse(OptionalInt.empty()),
                image(after),
                mutations,
                collectionBytes);
    }

    private void take(Optional<RowState> before, Optional<RowState> after, HybridClock clock) {
        if (before.isEmpty() && after.isEmpty()) {
            return;
        }
        changed = true;
        deleted |= after.isEmpty();
        floor = after.map(RowState::version).orElseGet(() -> clock.next(floor));
        current = after;
    }

    private void addChange(PendingWrite operation, Optional<RowState> before, Optional<RowState> after) {
        ChangeEntries.of(
                        operation.table(),
                        operation.partition(),
                        id.key().bytes(),
                        new ChangeEntries.Origin(floor, operation.cause(), operation.transactionId()),
                        image(before),
                        image(after))
                .ifPresent(changes::add);
    }

    private void reindex(PendingWrite operation, IndexDescriptor index) {
        if (operation.table().keepsInTransaction(index)) {
            reindexed.add(index);
        } else {
            image(current)
                    .flatMap(row -> ChangeEntries.ofReindexing(operation.table(), operation.partition(), row))
                    .ifPresent(changes::add);
        }
    }

    /** An item that went back in time, as in a restored database, is as young as what indexes have of it. */
    private void recheck(PendingWrite operation, StoredRow entry) {
        floor = Math.max(floor, entry.version());
        if (operation.table().indexesThroughLog()) {
            ChangeEntries.ofRepair(
                            operation.table(), operation.partition(), id.key().bytes(), entry, image(current), floor)
                    .ifPresent(changes::add);
        }
    }

    private static List<IndexMutation> mutations(
            TableDescriptor table, Optional<RowState> before, Optional<RowState> after) {
        return IndexMutations.of(table, image(before), image(after));
    }

    private static long growth(Optional<RowState> before, Optional<RowState> after, List<IndexMutation> mutations) {
        var growth = (long) after.map(RowState::size).orElse(0)
                - before.map(RowState::size).orElse(0);
        for (var mutation : mutations) {
            if (mutation.index().scope() != IndexDescriptor.Scope.LOCAL) {
                continue;
            }
            growth += mutation.put().map(StoredRow::size).orElse(0)
                    - mutation.removed().map(StoredRow::size).orElse(0);
        }
        return growth;
    }

    private static Optional<StoredRow> image(Optional<RowState> state) {
        return state.flatMap(RowState::image);
    }
}
