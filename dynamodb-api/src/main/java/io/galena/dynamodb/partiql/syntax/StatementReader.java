package io.galena.dynamodb.partiql.syntax;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.expression.syntax.ConditionSyntax;
import java.util.List;
import java.util.Optional;

/** Reads statements of PartiQL as DynamoDB understands them. */
final class StatementReader {
    private final Reading reading;
    private final SourceReader sources;
    private final ConditionReader conditions;
    private final SelectReader selects;

    private StatementReader(String text) {
        this.reading = new Reading(text);
        this.sources = new SourceReader(reading);
        this.conditions = new ConditionReader(reading);
        this.selects = new SelectReader(reading, sources, conditions);
    }

    /**
     * Reads a statement.
     *
     * @throws DynamoDbException VALIDATION, in DynamoDB's words, for what is not a statement, or not one of DynamoDB's
     */
    static StatementSyntax read(String text) {
        var parser = new StatementParser(text);
        var statement = parser.parse();
        if (statement instanceof StatementNode.Other other) {
            throw Setting.ALONE.refusal(other);
        }
        parser.requireSupported();
        var reader = new StatementReader(text);
        var body = reader.body(statement);
        return new StatementSyntax(body, reader.reading.values(), parser.parameters());
    }

    private StatementSyntax.Body body(StatementNode statement) {
        return switch (statement) {
            case StatementNode.Select(var query) -> selects.select(query);
            case StatementNode.Insert(var target, var value) -> insert(target, value);
            case StatementNode.Update update -> update(update);
            case StatementNode.Delete delete -> delete(delete);
            case StatementNode.Exists(var query) -> new StatementSyntax.Exists(selects.select(query));
            case StatementNode.Other _ -> throw new IllegalArgumentException("Not a statement");
        };
    }

    private StatementSyntax.Insert insert(Node target, Node value) {
        var table = sources.tableToInsertInto(target);
        if (!(value instanceof Node.Tuple item)) {
            throw reading.invalidAt(
                    value.token(),
                    "Unsupported format in item expression. Please use struct format {...} to express item values for"
                            + " insert statement.");
        }
        return new StatementSyntax.Insert(table, new LiteralReader(reading).item(item));
    }

    private StatementSyntax.Update update(StatementNode.Update update) {
        var table = sources.tableToChange(update.target());
        var where = where(update.where());
        var updates = new UpdateReader(reading);
        var actions = update.actions().stream()
                .map(action -> action.value()
                        .map(value -> updates.set(action.target(), value))
                        .orElseGet(() -> updates.remove(action.target())))
                .toList();
        return new StatementSyntax.Update(table, actions, where, update.returning());
    }

    private StatementSyntax.Delete delete(StatementNode.Delete delete) {
        var table = sources.tableToChange(delete.target());
        var where = where(delete.where());
        delete.returning().filter(returning -> returning != Returning.ALL_OLD).ifPresent(returning -> {
            throw reading.invalid("Invalid returning clause: RETURNING " + returning.text()
                    + " *. Only RETURNING ALL OLD * is allowed in DELETE statements.");
        });
        return new StatementSyntax.Delete(table, where, delete.returning().isPresent());
    }

    private Optional<ConditionSyntax> where(List<Node> where) {
        return where.stream().findFirst().map(conditions::where);
    }
}
