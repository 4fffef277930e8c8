package io.galena.dynamodb.expression;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.expression.syntax.ExpressionKind;
import io.galena.dynamodb.expression.syntax.ParsedExpressions;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Item;
import java.util.Map;
import java.util.Optional;

/**
 * The names and values of one request, against which its expressions are bound. It remembers what the expressions used, so it belongs
 * to one request and one thread. Bind all expressions of the request, then {@link #verifyAllUsed}. DynamoDB does so before it
 * looks for the table, in the order update, condition, key condition, filter, projection; rules that need the table's keys are
 * in {@link KeyRules} and {@link KeyConditionExpression#fit}.
 *
 * <p>Every method throws {@link DynamoDbException} VALIDATION, in DynamoDB's words, and nothing else.
 */
public final class ExpressionContext {
    private final Placeholders<String> names;
    private final Placeholders<AttributeValue> values;

    private ExpressionContext(Placeholders<String> names, Placeholders<AttributeValue> values) {
        this.names = names;
        this.values = values;
    }

    /** The context of a request's ExpressionAttributeNames and ExpressionAttributeValues, which are checked here. */
    public static ExpressionContext of(Optional<Map<String, String>> names, Optional<Item> values) {
        names.ifPresent(PlaceholderRules::checkNames);
        values.ifPresent(PlaceholderRules::checkValues);
        return new ExpressionContext(
                new Placeholders<>(PlaceholderRules.NAMES, names.orElse(Map.of())),
                new Placeholders<>(
                        PlaceholderRules.VALUES, values.map(Item::attributes).orElse(Map.of())));
    }

    /** Binds a ConditionExpression. */
    public Condition condition(String text) {
        return bind(ExpressionKind.CONDITION, text);
    }

    /** Binds a FilterExpression. */
    public Condition filter(String text) {
        return bind(ExpressionKind.FILTER, text);
    }

    /** Binds a KeyConditionExpression. */
    public KeyConditionExpression keyCondition(String text) {
        return new KeyConditionExpression(bind(ExpressionKind.KEY_CONDITION, text));
    }

    /** Binds a ProjectionExpression. */
    public Projection projection(String text) {
        return new Projection(PathBinder.bind(scope(ExpressionKind.PROJECTION), ParsedExpressions.projection(text)));
    }

    /** Binds an UpdateExpression. */
    public Update update(String text) {
        return new UpdateBinder(scope(ExpressionKind.UPDATE)).bind(ParsedExpressions.update(text));
    }

    /** Checks that the expressions used all names and all values. */
    public void verifyAllUsed() {
        names.verifyAllUsed();
        values.verifyAllUsed();
    }

    private Condition bind(ExpressionKind kind, String text) {
        return new ConditionBinder(scope(kind)).bind(ParsedExpressions.condition(kind, text));
    }

    private Scope scope(ExpressionKind kind) {
        return new Scope(kind, names, values);
    }
}
