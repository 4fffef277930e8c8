package io.galena.storage.request;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.expression.ExpressionContext;
import io.galena.dynamodb.model.Structure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The members of an operation's request that are expressions, and the legacy members that they replaced, with the rules for
 * what may stand beside what.
 */
public final class ExpressionMembers {
    private static final String NAMES = "ExpressionAttributeNames";
    private static final String VALUES = "ExpressionAttributeValues";
    private static final String PROJECTION = "ProjectionExpression";

    private final List<String> expressions;
    /** Those that can refer to values: all but projections. */
    private final List<String> withValues;

    private final List<String> legacy;

    /**
     * Names the members.
     *
     * @param expressions in the order in which DynamoDB's messages list them
     * @param legacy in the order in which DynamoDB's messages list them
     */
    public ExpressionMembers(List<String> expressions, List<String> legacy) {
        this.expressions = List.copyOf(expressions);
        this.withValues = expressions.stream()
                .filter(member -> !member.equals(PROJECTION))
                .toList();
        this.legacy = List.copyOf(legacy);
    }

    /**
     * Checks which members are there, before any of them is read.
     *
     * @throws DynamoDbException VALIDATION when expressions and legacy members are mixed, or names or values come without an
     *     expression
     */
    public void check(Structure input) {
        var given = present(expressions, input);
        var givenLegacy = present(legacy, input);
        givenLegacy.removeIf(member -> standsBesideExpressions(member, input));
        if (!given.isEmpty() && !givenLegacy.isEmpty()) {
            throw DynamoDbException.validation("Can not use both expression and non-expression parameters in the same"
                    + " request: Non-expression parameters: {" + String.join(", ", givenLegacy)
                    + "} Expression parameters: {" + String.join(", ", given) + "}");
        }
        if (given.isEmpty() && input.has(NAMES)) {
            throw DynamoDbException.validation(NAMES + " can only be specified when using expressions");
        }
        if (!withValues.isEmpty()
                && input.has(VALUES)
                && present(withValues, input).isEmpty()) {
            throw DynamoDbException.validation(VALUES + " can only be specified when using expressions: "
                    + String.join(" and ", withValues) + (withValues.size() > 1 ? " are null" : " is null"));
        }
    }

    /** The names and values that the request's expressions are to be bound to. */
    public ExpressionContext context(Structure input) {
        return ExpressionContext.of(
                input.stringMap(NAMES), withValues.isEmpty() ? Optional.empty() : input.item(VALUES));
    }

    /** The one legacy member that may go together with expressions, as long as these are about other things. */
    private static boolean standsBesideExpressions(String member, Structure input) {
        return member.equals("KeyConditions") && !input.has("KeyConditionExpression");
    }

    private static List<String> present(List<String> members, Structure input) {
        var present = new ArrayList<String>();
        for (var member : members) {
            if (input.has(member)) {
                present.add(member);
            }
        }
        return present;
    }
}
