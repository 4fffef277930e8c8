package io.galena.storage.partiql;

import io.galena.dynamodb.partiql.Statement;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.answer.AnswerItem;
import io.galena.storage.capacity.ConsumedCapacity;
import io.galena.storage.capacity.ReturnConsumedCapacity;
import io.galena.storage.coordinator.TransactionConflictException;
import io.galena.storage.coordinator.Transactions;
import io.galena.storage.coordinator.WantedRow;
import io.galena.storage.row.StoredRow;
import io.galena.storage.transaction.ActionPlan;
import io.galena.storage.transaction.Cancellation;
import io.galena.storage.transaction.TransactionCosts;
import io.galena.storage.transaction.TransactionSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads the items of a transaction of SELECTs as they were at one moment. */
@Component
final class TransactionReads {
    private final Transactions transactions;

    TransactionReads(Transactions transactions) {
        this.transactions = transactions;
    }

    TransactionAnswer answer(
            List<TransactedStatement> statements, List<TableDescriptor> tables, ReturnConsumedCapacity capacityDetail) {
        var selects = ActionPlan.of(statements, tables, TransactionReads::plan).require(PointSelect::row);
        var rows = read(selects);
        TransactionSize.requireOfAnswer(rows.stream()
                .flatMap(Optional::stream)
                .mapToLong(StoredRow::size)
                .sum());
        var costs = TransactionCosts.none();
        var items = new ArrayList<Optional<AnswerItem>>();
        for (var i = 0; i < rows.size(); i++) {
            var select = selects.get(i);
            costs.addRead(
                    select.table().name(), rows.get(i).map(StoredRow::size).orElse(0));
            items.add(select.shown(rows.get(i)));
        }
        return new TransactionAnswer(items, costs, ConsumedCapacity.Direction.READ, capacityDetail);
    }

    private List<Optional<StoredRow>> read(List<PointSelect> selects) {
        try {
            return transactions.read(selects.stream()
                    .map(select -> new WantedRow(select.table(), select.rowKey()))
                    .toList());
        } catch (TransactionConflictException e) {
            throw Cancellation.of(e);
        }
    }

    private static PointSelect plan(TransactedStatement statement, TableDescriptor table) {
        if (statement.statement() instanceof Statement.Select select) {
            return PointSelect.of(select, table);
        }
        throw new IllegalArgumentException("A transaction that reads does not write");
    }
}
