package io.galena.storage.insights;

import io.galena.kit.catalog.IndexDescriptor;
import io.galena.storage.capacity.CapacityUnits;
import io.galena.storage.capacity.ConsumedCapacity;
import io.galena.storage.row.StoredRow;
import io.galena.storage.write.WriteCommand;
import io.galena.storage.write.WriteResult;

/** Counts writes of clients: for the table the item, for each global index the entry that changed. */
record WriteCounting(Insights insights) {
    /** @param factor how many times the usual price the write cost */
    void done(WriteCommand command, WriteResult result, double factor) {
        var table = command.table();
        if (isOff(command)) {
            return;
        }
        insights.counts(table, 0)
                .ifPresent(counts -> counts.accessed(
                        command.rowKey(),
                        factor
                                * CapacityUnits.write(
                                        result.sizeBefore().orElse(0),
                                        result.after().map(StoredRow::size).orElse(0))));
        for (var mutation : result.indexMutations()) {
            if (mutation.index().scope() != IndexDescriptor.Scope.LOCAL) {
                insights.counts(table, mutation.index().id())
                        .ifPresent(counts -> mutation.put()
                                .or(mutation::removed)
                                .ifPresent(
                                        row -> counts.accessed(row.key(), factor * ConsumedCapacity.units(mutation))));
            }
        }
    }

    void failed(WriteCommand command, RuntimeException error) {
        if (!isOff(command)) {
            insights.refused(command.table(), command.rowKey(), error);
        }
    }

    private static boolean isOff(WriteCommand command) {
        return command.table().insights().isEmpty()
                || switch (command) {
                    case WriteCommand.Unconditional _, WriteCommand.Decided _ -> false;
                    case WriteCommand.Reindex _, WriteCommand.Recheck _, WriteCommand.Expire _ -> true;
                };
    }
}
