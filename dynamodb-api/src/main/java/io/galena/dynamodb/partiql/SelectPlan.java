package io.galena.dynamodb.partiql;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.expression.Condition;
import io.galena.dynamodb.expression.KeyConditionExpression;
import io.galena.dynamodb.expression.Operand;
import io.galena.dynamodb.expression.SortCondition;
import io.galena.dynamodb.expression.syntax.Comparator;
import io.galena.dynamodb.key.KeyAttribute;
import io.galena.dynamodb.key.KeySchema;
import io.galena.dynamodb.partiql.syntax.StatementSyntax;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a SELECT reads of the table or index that it names.
 *
 * @param queries the key conditions of the Queries to carry out one after the other; none for a Scan
 * @param filter what else items must meet
 * @param forward whether the Queries read in ascending order
 */
public record SelectPlan(List<KeyConditionExpression> queries, Optional<Condition> filter, boolean forward) {
    private static final int MAX_PARTITIONS = 50;

    public SelectPlan {
        queries = List.copyOf(queries);
    }

    /**
     * Plans a SELECT.
     *
     * @param keys the key of the table or index
     * @throws DynamoDbException VALIDATION when a value for the key is not of its type, or the order is not one that the key has
     */
    public static SelectPlan of(Statement.Select select, KeySchema keys) {
        var terms = new KeyTerms(select.where());
        var partitions = partitions(terms, keys);
        checkOrder(select, partitions.isEmpty(), keys);
        if (partitions.isEmpty()) {
            return new SelectPlan(List.of(), select.where(), true);
        }
        var sort = sort(terms, keys);
        var ordered = isAscending(select, keys.partition()) ? partitions : partitions.reversed();
        var queries = ordered.stream()
                .map(partition -> {
                    var conditions = new LinkedHashMap<String, SortCondition>();
                    partition.forEach((name, value) -> conditions.put(name, new SortCondition.Equal(value)));
                    conditions.putAll(sort);
                    return new KeyConditionExpression(conditions);
                })
                .toList();
        return new SelectPlan(queries, terms.rest(), isAscending(select, keys.sort()));
    }

    /** The values of the partition key that are asked for, in ascending order; none if that can be any. */
    private static List<Map<String, AttributeValue>> partitions(KeyTerms terms, KeySchema keys) {
        if (keys.partition().size() == 1) {
            var attribute = keys.partition().getFirst();
            return equality(terms, attribute)
                    .map(List::of)
                    .or(() -> terms.candidates(attribute).map(SelectPlan::distinct))
                    .orElse(List.of())
                    .stream()
                    .map(value -> Map.of(attribute.name(), value))
                    .toList();
        }
        var partition = new LinkedHashMap<String, AttributeValue>();
        keys.partition()
                .forEach(attribute ->
                        equality(terms, attribute).ifPresent(value -> partition.put(attribute.name(), value)));
        return partition.size() == keys.partition().size() ? List.of(partition) : List.of();
    }

    private static Optional<AttributeValue> equality(KeyTerms terms, KeyAttribute attribute) {
        return terms.equality(attribute).map(value -> KeyTypes.checked(value, attribute));
    }

    private static List<AttributeValue> distinct(List<AttributeValue> values) {
        if (values.size() > MAX_PARTITIONS) {
            throw DynamoDbException.validation(
                    "The IN operator is provided with too many operands; number of operands: " + values.size());
        }
        return values.stream().distinct().sorted(SelectPlan::compare).toList();
    }

    /** Values of one type, of those that keys have. */
    private static int compare(AttributeValue left, AttributeValue right) {
        if (left.equals(right)) {
            return 0;
        }
        var isLess = new Condition.Comparison(new Operand.Constant(left), Comparator.LESS, new Operand.Constant(right));
        return isLess.test(Item.empty()) ? -1 : 1;
    }

    /** Equalities on the leading sort attributes, then one condition of another kind. */
    private static Map<String, SortCondition> sort(KeyTerms terms, KeySchema keys) {
        var conditions = new LinkedHashMap<String, SortCondition>();
        for (var attribute : keys.sort()) {
            var equality = equality(terms, attribute);
            if (equality.isEmpty()) {
                terms.range(attribute).ifPresent(condition -> conditions.put(attribute.name(), condition));
                return conditions;
            }
            conditions.put(attribute.name(), new SortCondition.Equal(equality.get()));
        }
        return conditions;
    }

    private static void checkOrder(Statement.Select select, boolean isScan, KeySchema keys) {
        if (select.order().isEmpty()) {
            return;
        }
        if (select.where().isEmpty()) {
            throw DynamoDbException.validation("Must have WHERE clause in the statement when using ORDER BY clause.");
        }
        if (isScan) {
            throw DynamoDbException.validation("Must have at least one non-optional hash key condition in WHERE clause"
                    + " when using ORDER BY clause.");
        }
        for (var order : select.order()) {
            if (!keys.contains(order.attribute())) {
                throw DynamoDbException.validation("Variable reference " + order.attribute()
                        + " in ORDER BY clause must be part of the primary key");
            }
        }
    }

    /** The first term of ORDER BY that is about one of the attributes decides. */
    private static boolean isAscending(Statement.Select select, List<KeyAttribute> attributes) {
        var names = attributes.stream().map(KeyAttribute::name).toList();
        return select.order().stream()
                .filter(order -> names.contains(order.attribute()))
                .findFirst()
                .map(StatementSyntax.Order::ascending)
                .orElse(true);
    }
}
