package io.galena.dynamodb.legacy;

import io.galena.dynamodb.expression.Condition;
import io.galena.dynamodb.model.Structure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Conditions as maps from attribute names to comparisons, combined by ConditionalOperator. All methods throw {@link
 * io.galena.dynamodb.error.DynamoDbException} VALIDATION, in DynamoDB's words, and nothing else.
 */
public final class LegacyConditions {
    private static final String OPERATOR = "ConditionalOperator";

    private LegacyConditions() {}

    /** {@code Expected}: the condition of a write. */
    public static Optional<Condition> expected(Structure request) {
        return combine(request, request.structureMap("Expected").map(LegacyConditions::expectations));
    }

    /** {@code QueryFilter} or {@code ScanFilter}: the filter of a read. */
    public static Optional<Condition> filter(Structure request, String member) {
        return combine(request, request.structureMap(member).map(LegacyConditions::comparisons));
    }

    /** All comparisons of a map, in its order. */
    static List<LegacyComparison> comparisonsOf(Map<String, Structure> conditions) {
        conditions.keySet().forEach(Invalid::requireName);
        var comparisons = new ArrayList<LegacyComparison>();
        conditions.forEach((attribute, condition) -> comparisons.add(new LegacyComparison(
                attribute,
                LegacyOperator.valueOf(condition.string("ComparisonOperator").orElseThrow()),
                condition.values("AttributeValueList").orElse(List.of()))));
        return comparisons;
    }

    private static List<Condition> comparisons(Map<String, Structure> conditions) {
        return comparisonsOf(conditions).stream()
                .map(LegacyComparison::condition)
                .toList();
    }

    private static List<Condition> expectations(Map<String, Structure> expected) {
        expected.keySet().forEach(Invalid::requireName);
        var terms = new ArrayList<Condition>();
        expected.forEach((attribute, expectation) -> terms.add(Expectation.condition(attribute, expectation)));
        return terms;
    }

    private static Optional<Condition> combine(Structure request, Optional<List<Condition>> terms) {
        var present = terms.filter(list -> !list.isEmpty());
        var operator = request.string(OPERATOR);
        if (operator.isPresent() && present.isEmpty()) {
            throw Invalid.parameters(OPERATOR + " cannot be used without Filter or Expected");
        }
        if (operator.isPresent() && present.filter(list -> list.size() == 1).isPresent()) {
            throw Invalid.parameters(OPERATOR + " can only be used when Filter or Expected has two or more elements");
        }
        return present.map(
                list -> operator.orElse("AND").equals("OR") ? new Condition.Or(list) : new Condition.And(list));
    }
}
