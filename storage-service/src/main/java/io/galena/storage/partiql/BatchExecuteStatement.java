package io.galena.storage.partiql;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import io.galena.storage.capacity.ConsumedCapacity;
import io.galena.storage.capacity.ReturnConsumedCapacity;
import io.galena.storage.row.RowId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/**
 * {@code BatchExecuteStatement}: up to 25 statements, all of which read one item or all of which write one, each on its own. What is wrong
 * with one of them is told in its place of the answer.
 */
@Component
final class BatchExecuteStatement implements Operation<BatchExecuteStatement.Request, BatchExecuteStatement.Answer> {
    private final StatementTables tables;
    private final BatchReads reads;
    private final BatchWrites writes;

    BatchExecuteStatement(StatementTables tables, BatchReads reads, BatchWrites writes) {
        this.tables = tables;
        this.reads = reads;
        this.writes = writes;
    }

    @Override
    public String name() {
        return "BatchExecuteStatement";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        var statements = input.structures("Statements").orElseThrow().stream()
                .map(BatchedStatement::read)
                .toList();
        var kinds = new HashSet<Boolean>();
        for (var statement : statements) {
            switch (statement) {
                case BatchedStatement.Read _ -> kinds.add(true);
                case BatchedStatement.Written _ -> kinds.add(false);
                case BatchedStatement.Refused _ -> {}
            }
        }
        if (kinds.size() > 1) {
            throw DynamoDbException.validation("Read and write requests together in the same batch is not supported.");
        }
        return new Request(statements, ReturnConsumedCapacity.of(input));
    }

    @Override
    public Answer handle(Request request, Caller caller) {
        var plans = request.statements().stream()
                .map(statement -> BatchedPlan.of(statement, tables, caller))
                .toList();
        requireDistinct(plans);
        var outcomes = plans.stream().anyMatch(BatchedPlan.Write.class::isInstance)
                ? writes.outcomes(plans, caller)
                : reads.outcomes(plans);
        return new Answer(outcomes, request.capacityDetail());
    }

    @Override
    public void write(Answer answer, JsonGenerator json) {
        json.writeArrayPropertyStart("Responses");
        answer.outcomes().forEach(outcome -> outcome.write(json));
        json.writeEndArray();
        var perTable = new LinkedHashMap<String, ConsumedCapacity>();
        for (var outcome : answer.outcomes()) {
            outcome.capacity()
                    .ifPresent(capacity -> perTable.merge(capacity.table(), capacity, ConsumedCapacity::plus));
        }
        ConsumedCapacity.writeMember(perTable.values(), answer.capacityDetail(), json);
    }

    private static void requireDistinct(List<BatchedPlan> plans) {
        var seen = new HashSet<RowId>();
        for (var plan : plans) {
            var distinct = switch (plan) {
                case BatchedPlan.Read(var read, var _) -> seen.add(read.row());
                case BatchedPlan.Write(var write) -> seen.add(write.row());
                case BatchedPlan.Refused _ -> true;
            };
            if (!distinct) {
                throw DynamoDbException.validation("Provided list of item keys contains duplicates");
            }
        }
    }

    record Request(List<BatchedStatement> statements, ReturnConsumedCapacity capacityDetail) {
        Request {
            statements = List.copyOf(statements);
        }
    }

    record Answer(List<StatementOutcome> outcomes, ReturnConsumedCapacity capacityDetail) {
        Answer {
            outcomes = List.copyOf(outcomes);
        }
    }
}
