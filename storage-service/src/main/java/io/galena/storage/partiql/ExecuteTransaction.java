package io.galena.storage.partiql;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import io.galena.storage.capacity.ReturnConsumedCapacity;
import io.galena.storage.coordinator.IdempotencyToken;
import io.galena.storage.transaction.TransactionSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/**
 * {@code ExecuteTransaction}: up to 100 statements, all of which read one item, or all of which write one or check a condition on one; all
 * or nothing, at one moment.
 */
@Component
final class ExecuteTransaction implements Operation<ExecuteTransaction.Request, TransactionAnswer> {
    private final StatementTables tables;
    private final TransactionReads reads;
    private final TransactionWrites writes;

    ExecuteTransaction(StatementTables tables, TransactionReads reads, TransactionWrites writes) {
        this.tables = tables;
        this.reads = reads;
        this.writes = writes;
    }

    @Override
    public String name() {
        return "ExecuteTransaction";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        var statements = new ArrayList<TransactedStatement>();
        for (var given : input.structures("TransactStatements").orElseThrow()) {
            statements.add(TransactedStatement.read(statements.size(), GivenStatement.of(given)));
        }
        var reading = statements.getFirst().isRead();
        if (statements.stream().anyMatch(statement -> statement.isRead() != reading)) {
            throw DynamoDbException.validation(
                    "ExecuteTransaction API does not support both read and write operations in the same request.");
        }
        TransactionSize.requireOfRequest(statements.stream()
                .mapToLong(statement -> statement.given().bytes())
                .sum());
        var token = input.string("ClientRequestToken")
                .filter(_ -> !reading)
                .map(text ->
                        new Token(IdempotencyToken.key(caller.account(), text), TransactionWrites.digest(statements)));
        return new Request(statements, token, ReturnConsumedCapacity.of(input));
    }

    @Override
    public TransactionAnswer handle(Request request, Caller caller) {
        var statements = request.statements();
        var descriptors = statements.stream()
                .map(statement -> tables.require(statement.statement(), caller))
                .toList();
        for (var i = 0; i < descriptors.size(); i++) {
            statements.get(i).check(descriptors.get(i));
        }
        return statements.getFirst().isRead()
                ? reads.answer(statements, descriptors, request.capacityDetail())
                : writes.answer(request, descriptors);
    }

    @Override
    public void write(TransactionAnswer answer, JsonGenerator json) {
        answer.write(json);
    }

    /** What stands for the client's token and for the request that it names. */
    record Token(byte[] key, byte[] digest) {}

    record Request(List<TransactedStatement> statements, Optional<Token> token, ReturnConsumedCapacity capacityDetail) {
        Request {
            statements = List.copyOf(statements);
        }
    }
}
