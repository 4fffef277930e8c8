package io.galena.storage.item;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.expression.Condition;
import io.galena.dynamodb.expression.ExpressionContext;
import io.galena.dynamodb.legacy.LegacyConditions;
import io.galena.dynamodb.model.Structure;
import io.galena.dynamodb.value.Item;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.request.KeyPaths;
import java.util.Optional;

/**
 * The condition of a write, if it has one.
 *
 * @param showItem whether the error shows the item that failed the condition
 */
record ConditionCheck(Optional<Condition> condition, boolean showItem) {
    static ConditionCheck of(Structure input, ExpressionContext expressions) {
        return new ConditionCheck(
                input.string("ConditionExpression")
                        .map(expressions::condition)
                        .or(() -> LegacyConditions.expected(input)),
                input.string("ReturnValuesOnConditionCheckFailure")
                        .filter("ALL_OLD"::equals)
                        .isPresent());
    }

    boolean isPresent() {
        return condition.isPresent();
    }

    /** Checks the condition's paths against the table's keys. */
    void check(TableDescriptor table) {
        condition.ifPresent(present -> KeyPaths.check(present.paths(), table));
    }

    /**
     * Tests the item as it is.
     *
     * @throws DynamoDbException CONDITIONAL_CHECK_FAILED when the condition does not hold
     */
    void require(Optional<Item> current) {
        if (condition.isPresent() && !condition.get().test(current.orElse(Item.empty()))) {
            throw DynamoDbException.conditionalCheckFailed(current.filter(_ -> showItem));
        }
    }
}
