package io.galena.storage.insights;

import io.galena.storage.capacity.CapacityUnits;
import io.galena.storage.coordinator.IdempotencyToken;
import io.galena.storage.coordinator.TransactionOutcome;
import io.galena.storage.coordinator.Transactions;
import io.galena.storage.coordinator.WantedRow;
import io.galena.storage.row.StoredRow;
import io.galena.storage.write.WriteCommand;
import java.util.List;
import java.util.Optional;

/** Transactions, counted at twice the price. */
record CountedTransactions(Transactions transactions, Insights insights, WriteCounting counting)
        implements Transactions {
    private static final double PRICE = 2;

    @Override
    public TransactionOutcome write(List<WriteCommand> commands, Optional<IdempotencyToken> token) {
        var outcome = transactions.write(commands, token);
        for (var i = 0; i < commands.size(); i++) {
            var command = commands.get(i);
            switch (outcome) {
                case TransactionOutcome.Done(var results) -> counting.done(command, results.get(i), PRICE);
                case TransactionOutcome.Cancelled(var errors) ->
                    errors.get(i).ifPresent(error -> counting.failed(command, error));
                case TransactionOutcome.Repeated _ -> {}
            }
        }
        return outcome;
    }

    @Override
    public List<Optional<StoredRow>> read(List<WantedRow> rows) {
        var found = transactions.read(rows);
        for (var i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            var size = found.get(i).map(StoredRow::size).orElse(0);
            insights.counts(row.table(), 0)
                    .ifPresent(counts -> counts.accessed(row.rowKey(), PRICE * CapacityUnits.read(size, true)));
        }
        return found;
    }
}
