package io.galena.dynamodb.partiql;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.expression.TreeBinding;
import io.galena.dynamodb.expression.syntax.ActionSyntax;
import io.galena.dynamodb.partiql.syntax.StatementSyntax;
import io.galena.dynamodb.partiql.syntax.StatementValue;
import io.galena.dynamodb.value.AttributeType;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Item;
import io.galena.dynamodb.value.ItemDepth;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Binds a statement to its parameters. */
final class StatementBinder {
    private static final Set<AttributeType> SETS = EnumSet.of(AttributeType.SS, AttributeType.NS, AttributeType.BS);

    private final List<AttributeValue> parameters;
    private final Map<String, AttributeValue> values = new HashMap<>();
    private final TreeBinding trees;

    private StatementBinder(StatementSyntax statement, List<AttributeValue> parameters) {
        this.parameters = parameters;
        for (var i = 0; i < statement.values().size(); i++) {
            values.put(StatementSyntax.key(i), value(statement.values().get(i)));
        }
        this.trees = new TreeBinding(values);
    }

    static Statement bind(StatementSyntax statement, List<AttributeValue> parameters) {
        if (statement.parameters() != parameters.size()) {
            throw DynamoDbException.validation("Number of parameters in request and statement don't match.");
        }
        return new StatementBinder(statement, parameters).bind(statement.body());
    }

    private Statement bind(StatementSyntax.Body body) {
        return switch (body) {
            case StatementSyntax.Select select -> select(select);
            case StatementSyntax.Exists(var select) -> new Statement.Exists(select(select));
            case StatementSyntax.Insert(var table, var item) -> new Statement.Insert(table, item(item));
            case StatementSyntax.Update(var table, var actions, var where, var returning) -> {
                var condition = where.map(trees::condition);
                requireSets(actions);
                var update = trees.update(actions);
                yield new Statement.Update(table, update, condition.orElseThrow(KeyedWhere::lacksKey), returning);
            }
            case StatementSyntax.Delete(var table, var where, var returnsOld) ->
                new Statement.Delete(table, where.map(trees::condition).orElseThrow(KeyedWhere::lacksKey), returnsOld);
        };
    }

    private Statement.Select select(StatementSyntax.Select select) {
        var projection = select.projection().isEmpty()
                ? Optional.<io.galena.dynamodb.expression.Projection>empty()
                : Optional.of(trees.projection(select.projection()));
        return new Statement.Select(
                select.table(), select.index(), projection, select.where().map(trees::condition), select.order());
    }

    private Item item(Map<String, StatementValue> attributes) {
        var item = new LinkedHashMap<String, AttributeValue>();
        attributes.forEach((name, value) -> item.put(name, value(value)));
        var whole = new Item(item);
        ItemDepth.requireAllowed(whole);
        return whole;
    }

    private AttributeValue value(StatementValue value) {
        return switch (value) {
            case StatementValue.Constant(var constant) -> constant;
            case StatementValue.Parameter(var index) -> parameters.get(index);
        };
    }

    /** What is added to a set, or taken out, must be one: a parameter could be anything. */
    private void requireSets(List<ActionSyntax> actions) {
        for (var action : actions) {
            switch (action) {
                case ActionSyntax.Add(var _, var value) -> requireSet(values.get(value.key()), "SET_ADD");
                case ActionSyntax.Delete(var _, var value) -> requireSet(values.get(value.key()), "SET_DELETE");
                case ActionSyntax.Set _, ActionSyntax.Remove _ -> {}
            }
        }
    }

    private static void requireSet(@Nullable AttributeValue value, String function) {
        if (value == null || !SETS.contains(value.type())) {
            throw DynamoDbException.validation("The second argument to " + function + " must be a value with type SET");
        }
    }
}
