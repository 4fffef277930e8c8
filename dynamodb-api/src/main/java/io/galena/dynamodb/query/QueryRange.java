package io.galena.dynamodb.query;

import io.galena.dynamodb.expression.KeyCondition;
import io.galena.dynamodb.expression.SortCondition;
import io.galena.dynamodb.key.KeyRange;
import io.galena.dynamodb.key.SortBounds;
import io.galena.dynamodb.value.AttributeValue;
import java.util.List;

/** The rows that a key condition asks for, as a range of keys. */
public final class QueryRange {
    private QueryRange() {}

    /** The range among a table's rows. */
    public static KeyRange ofTable(KeyCondition condition) {
        return range(SortBounds.ofTable(condition.partition()), condition.sort());
    }

    /**
     * The range among an index's entries. Where index keys are shortened (see {@link io.galena.dynamodb.key.KeyCodec}), the range may
     * hold entries that the condition does not ask for.
     */
    public static KeyRange ofIndex(KeyCondition condition) {
        return range(SortBounds.ofIndex(condition.partition(), leading(condition.sort())), condition.sort());
    }

    private static KeyRange range(SortBounds bounds, List<SortCondition> sort) {
        if (sort.isEmpty()) {
            return bounds.all();
        }
        return switch (sort.getLast()) {
            case SortCondition.Equal(var value) -> bounds.equalTo(value);
            case SortCondition.Less(var value) -> bounds.below(value);
            case SortCondition.LessOrEqual(var value) -> bounds.upTo(value);
            case SortCondition.Greater(var value) -> bounds.above(value);
            case SortCondition.GreaterOrEqual(var value) -> bounds.startingAt(value);
            case SortCondition.Between(var low, var high) -> bounds.between(low, high);
            case SortCondition.BeginsWith(var beginning) -> bounds.beginningWith(beginning);
        };
    }

    private static List<AttributeValue> leading(List<SortCondition> sort) {
        return sort.stream()
                .limit(Math.max(0, sort.size() - 1))
                .map(QueryRange::equalValue)
                .toList();
    }

    private static AttributeValue equalValue(SortCondition condition) {
        if (condition instanceof SortCondition.Equal(var value)) {
            return value;
        }
        throw new IllegalArgumentException("Only the last sort condition may be other than equality: " + condition);
    }
}
