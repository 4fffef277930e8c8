package io.galena.storage.throughput;

import io.galena.dynamodb.error.CancellationReason;
import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.key.KeyCodec;
import io.galena.storage.capacity.CapacityUnits;
import io.galena.storage.coordinator.IdempotencyToken;
import io.galena.storage.coordinator.TransactionOutcome;
import io.galena.storage.coordinator.Transactions;
import io.galena.storage.coordinator.WantedRow;
import io.galena.storage.row.StoredRow;
import io.galena.storage.write.WriteCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Transactions within the limits of tables and of their global indexes, at twice the price. One is let in when there is something left
 * for each of its parts, and may go into debt as a single write may: otherwise one that costs more than a bucket holds never could.
 */
record ThrottledTransactions(Transactions transactions, Meters meters, WriteMetering metering) implements Transactions {
    private static final double PRICE = 2;

    @Override
    public TransactionOutcome write(List<WriteCommand> commands, Optional<IdempotencyToken> token) {
        if (commands.stream().allMatch(command -> command.table().capacity().isEmpty())) {
            return transactions.write(commands, token);
        }
        var writes =
                commands.stream().map(command -> metering.of(command, PRICE)).toList();
        var refusals = writes.stream().map(ThrottledTransactions::refusal).toList();
        if (refusals.stream().anyMatch(Optional::isPresent)) {
            return new TransactionOutcome.Cancelled(refusals);
        }
        writes.forEach(write -> write.ifPresent(MeteredWrite::takeAnyway));
        return carryOut(commands, writes, token);
    }

    private TransactionOutcome carryOut(
            List<WriteCommand> commands, List<Optional<MeteredWrite>> writes, Optional<IdempotencyToken> token) {
        var metered = new ArrayList<WriteCommand>();
        for (var i = 0; i < commands.size(); i++) {
            metered.add(writes.get(i).map(MeteredWrite::command).orElse(commands.get(i)));
        }
        try {
            var outcome = transactions.write(metered, token);
            for (var i = 0; i < writes.size(); i++) {
                var write = writes.get(i);
                switch (outcome) {
                    case TransactionOutcome.Done(var results) -> {
                        var result = results.get(i);
                        write.ifPresent(one -> one.paid(result));
                    }
                    case TransactionOutcome.Cancelled(var errors) -> {
                        var error = errors.get(i);
                        write.ifPresent(one -> error.ifPresentOrElse(one::failed, one::giveBack));
                    }
                    // What it costs to read the items, at the least, is what has been taken for writing them.
                    case TransactionOutcome.Repeated _ -> {}
                }
            }
            return outcome;
        } catch (RuntimeException e) {
            writes.forEach(write -> write.ifPresent(MeteredWrite::giveBack));
            throw e;
        }
    }

    @Override
    public List<Optional<StoredRow>> read(List<WantedRow> rows) {
        if (rows.stream().allMatch(row -> row.table().capacity().isEmpty())) {
            return transactions.read(rows);
        }
        var taking = new Taking(meters);
        var least = PRICE * CapacityUnits.read(0, true);
        var readers = rows.stream().map(this::meter).toList();
        try {
            take(rows, readers, taking, least);
            var found = transactions.read(rows);
            for (var i = 0; i < rows.size(); i++) {
                var hash = KeyCodec.hash(rows.get(i).rowKey());
                var size = found.get(i).map(StoredRow::size).orElse(0);
                var rest = PRICE * CapacityUnits.read(size, true) - least;
                readers.get(i).ifPresent(meter -> meter.charge(hash, rest, meters.now()));
            }
            return found;
        } catch (RuntimeException e) {
            taking.giveBack();
            throw e;
        }
    }

    private void take(List<WantedRow> rows, List<Optional<Meter>> readers, Taking taking, double least) {
        var reasons = new ArrayList<CancellationReason>();
        for (var i = 0; i < rows.size(); i++) {
            try {
                if (readers.get(i).isPresent()) {
                    readers.get(i).get().require(KeyCodec.hash(rows.get(i).rowKey()), meters.now());
                }
                reasons.add(CancellationReason.NONE);
            } catch (DynamoDbException e) {
                reasons.add(CancellationReason.of(e));
            }
        }
        if (reasons.stream().anyMatch(reason -> !reason.equals(CancellationReason.NONE))) {
            throw DynamoDbException.transactionCanceled(reasons);
        }
        for (var i = 0; i < rows.size(); i++) {
            var hash = KeyCodec.hash(rows.get(i).rowKey());
            readers.get(i).ifPresent(meter -> taking.charge(meter, hash, least));
        }
    }

    private Optional<Meter> meter(WantedRow row) {
        return row.table()
                .capacity()
                .flatMap(capacity -> meters.of(row.table(), capacity).reads());
    }

    private static Optional<DynamoDbException> refusal(Optional<MeteredWrite> write) {
        try {
            write.ifPresent(MeteredWrite::require);
            return Optional.empty();
        } catch (DynamoDbException e) {
            return Optional.of(e);
        }
    }
}
