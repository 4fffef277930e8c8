package io.galena.dynamodb.legacy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.expression.KeyConditionExpression;
import io.galena.dynamodb.expression.SortCondition;
import io.galena.dynamodb.model.Structure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code KeyConditions}: what a query asks of the key. */
public final class LegacyKeyConditions {
    private LegacyKeyConditions() {}

    /**
     * The key condition of a request, if it has one in this form.
     *
     * @throws DynamoDbException VALIDATION, in DynamoDB's words
     */
    public static Optional<KeyConditionExpression> of(Structure request) {
        return request.structureMap("KeyConditions").map(LegacyKeyConditions::keyCondition);
    }

    private static KeyConditionExpression keyCondition(Map<String, Structure> conditions) {
        var comparisons = LegacyConditions.comparisonsOf(conditions);
        if (comparisons.isEmpty()) {
            throw DynamoDbException.validation("Conditions can be of length 1 or 2 only");
        }
        var byAttribute = new LinkedHashMap<String, SortCondition>();
        for (var comparison : comparisons) {
            byAttribute.put(comparison.attribute(), comparison.sortCondition());
        }
        return new KeyConditionExpression(byAttribute);
    }
}
