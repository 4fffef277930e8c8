package io.galena.storage.request;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.expression.Condition;
import io.galena.dynamodb.expression.ExpressionContext;
import io.galena.dynamodb.legacy.LegacyConditions;
import io.galena.dynamodb.model.Structure;
import io.galena.dynamodb.value.AttributeSelection;
import io.galena.dynamodb.value.Item;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.row.StoredRow;
import io.galena.storage.write.Change;
import io.galena.storage.write.Decision;
import java.util.Optional;

/**
 * The condition of a write, if it has one.
 *
 * @param showItem whether the error shows the item that failed the condition
 */
public record ConditionCheck(Optional<Condition> condition, boolean showItem) {
    /** Reads the condition of a PutItem, UpdateItem or DeleteItem, in either form. */
    public static ConditionCheck of(Structure input, ExpressionContext expressions) {
        return of(
                input,
                input.string("ConditionExpression")
                        .map(expressions::condition)
                        .or(() -> LegacyConditions.expected(input)));
    }

    /** Reads the condition of an action of a transaction, which has no legacy form. */
    public static ConditionCheck ofAction(Structure input, ExpressionContext expressions) {
        return of(input, input.string("ConditionExpression").map(expressions::condition));
    }

    private static ConditionCheck of(Structure input, Optional<Condition> condition) {
        return new ConditionCheck(
                condition,
                input.string("ReturnValuesOnConditionCheckFailure")
                        .filter("ALL_OLD"::equals)
                        .isPresent());
    }

    /** Whether there is a condition. */
    public boolean isPresent() {
        return condition.isPresent();
    }

    /** Checks the condition's paths against the table's keys. */
    public void check(TableDescriptor table) {
        condition.ifPresent(present -> KeyPaths.check(present.paths(), table));
    }

    /** Decides for a change whatever the item is, if the condition holds; CONDITIONAL_CHECK_FAILED if it does not. */
    public Decision allowing(Change change) {
        if (condition.isEmpty()) {
            return _ -> change;
        }
        var lookedAt = AttributeSelection.of(condition.get().attributes());
        return current -> {
            require(current, current.map(row -> row.itemWith(lookedAt)).orElse(Item.empty()));
            return change;
        };
    }

    /**
     * Tests the item as it is.
     *
     * @param part what the condition looks at, at least
     * @throws DynamoDbException CONDITIONAL_CHECK_FAILED when the condition does not hold
     */
    void require(Optional<StoredRow> current, Item part) {
        if (condition.isPresent() && !condition.get().test(part)) {
            throw DynamoDbException.conditionalCheckFailed(
                    current.filter(_ -> showItem).map(StoredRow::item));
        }
    }
}
