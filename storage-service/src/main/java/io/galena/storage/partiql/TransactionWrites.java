package io.galena.storage.partiql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.dynamodb.partiql.Statement;
import io.galena.dynamodb.value.ItemCodec;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.capacity.ConsumedCapacity;
import io.galena.storage.coordinator.IdempotencyToken;
import io.galena.storage.coordinator.TransactionOutcome;
import io.galena.storage.coordinator.Transactions;
import io.galena.storage.row.RowId;
import io.galena.storage.transaction.ActionPlan;
import io.galena.storage.transaction.Cancellation;
import io.galena.storage.transaction.TransactionCosts;
import io.galena.storage.write.WriteCommand;
import io.galena.storage.write.WriteResult;
import java.nio.ByteBuffer;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes the items of a transaction of statements, all or nothing. */
@Component
final class TransactionWrites {
    private final Transactions transactions;

    TransactionWrites(Transactions transactions) {
        this.transactions = transactions;
    }

    /** A digest by which a repeated request is told from another one. */
    static byte[] digest(List<TransactedStatement> statements) {
        var digest = IdempotencyToken.sha256();
        for (var statement : statements) {
            var given = statement.given();
            var text = given.text().getBytes(UTF_8);
            var parameters = ItemCodec.encode(given.numbered());
            digest.update(ByteBuffer.allocate(2 * Integer.BYTES + 1)
                    .putInt(text.length)
                    .putInt(parameters.length)
                    .put((byte) (given.showItem() ? 1 : 0))
                    .flip());
            digest.update(text);
            digest.update(parameters);
        }
        return digest.digest();
    }

    TransactionAnswer answer(ExecuteTransaction.Request request, List<TableDescriptor> tables) {
        var commands = ActionPlan.of(request.statements(), tables, TransactionWrites::command)
                .require(command -> new RowId(command.table().id(), command.rowKey()));
        var token = request.token()
                .map(given -> new IdempotencyToken(
                        given.key(),
                        given.digest(),
                        results -> costsOfRepetition(tables, results).encode()));
        return switch (transactions.write(commands, token)) {
            case TransactionOutcome.Done(var results) ->
                answer(request, costs(tables, results), ConsumedCapacity.Direction.WRITE);
            case TransactionOutcome.Repeated(var kept) ->
                answer(request, TransactionCosts.decode(kept), ConsumedCapacity.Direction.READ);
            case TransactionOutcome.Cancelled(var errors) -> throw Cancellation.of(errors);
        };
    }

    private static WriteCommand command(TransactedStatement statement, TableDescriptor table) {
        return switch (statement.statement()) {
            case Statement.Write write ->
                WritePlan.of(write, table, statement.given()).command();
            case Statement.Exists(var select) -> WritePlan.check(select, table, statement.given());
            case Statement.Select _ -> throw new IllegalArgumentException("A transaction that writes does not read");
        };
    }

    private static TransactionCosts costs(List<TableDescriptor> tables, List<WriteResult> results) {
        var costs = TransactionCosts.none();
        for (var i = 0; i < results.size(); i++) {
            costs.addWrite(tables.get(i).name(), results.get(i));
        }
        return costs;
    }

    private static TransactionCosts costsOfRepetition(List<TableDescriptor> tables, List<WriteResult> results) {
        var costs = TransactionCosts.none();
        for (var i = 0; i < results.size(); i++) {
            costs.addReadOf(tables.get(i).name(), results.get(i));
        }
        return costs;
    }

    private static TransactionAnswer answer(
            ExecuteTransaction.Request request, TransactionCosts costs, ConsumedCapacity.Direction direction) {
        return new TransactionAnswer(List.of(), costs, direction, request.capacityDetail());
    }
}
