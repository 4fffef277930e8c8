package io.galena.storage.partiql;

import io.galena.dynamodb.model.Structure;
import io.galena.dynamodb.partiql.Statement;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import io.galena.storage.capacity.ReturnConsumedCapacity;
import io.galena.storage.write.ItemWriter;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code ExecuteStatement}: one PartiQL statement, which reads a page or writes an item. */
@Component
final class ExecuteStatement implements Operation<ExecuteStatement.Request, StatementAnswer> {
    private final StatementTables tables;
    private final SelectPages pages;
    private final ItemWriter writer;

    ExecuteStatement(StatementTables tables, SelectPages pages, ItemWriter writer) {
        this.tables = tables;
        this.pages = pages;
        this.writer = writer;
    }

    @Override
    public String name() {
        return "ExecuteStatement";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        var given = GivenStatement.of(input);
        var options = new ReadOptions(
                input.bool("ConsistentRead").orElse(false),
                input.integer("Limit").map(Math::toIntExact).orElse(Integer.MAX_VALUE),
                input.string("NextToken"),
                ReturnConsumedCapacity.of(input));
        return new Request(given, given.statement(), options);
    }

    @Override
    public StatementAnswer handle(Request request, Caller caller) {
        return switch (request.statement()) {
            case Statement.Select select -> pages.page(select, request.given(), request.options(), caller);
            case Statement.Write write -> write(write, request, caller);
            case Statement.Exists _ -> throw GivenStatement.existsOutOfPlace();
        };
    }

    @Override
    public void write(StatementAnswer answer, JsonGenerator json) {
        answer.write(json);
    }

    private StatementAnswer write(Statement.Write write, Request request, Caller caller) {
        var plan = WritePlan.of(write, tables.require(write, caller), request.given());
        var result = writer.write(plan.command());
        return new StatementAnswer(
                plan.returned(result).stream().toList(),
                Optional.empty(),
                Optional.empty(),
                plan.capacity(result),
                request.options().capacityDetail());
    }

    record Request(GivenStatement given, Statement statement, ReadOptions options) {}
}
