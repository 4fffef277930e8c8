package io.galena.storage.query;

import io.galena.dynamodb.expression.KeyCondition;
import io.galena.dynamodb.expression.SortCondition;
import io.galena.dynamodb.key.KeySchema;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.storage.row.StoredRow;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * What a key condition asks of an entry. The keys of entries with several long sort attributes are kept shortened, so that a range of
 * keys may hold entries that the condition does not ask for. Pure.
 */
final class EntryConditions {
    private EntryConditions() {}

    /** The test for entries of a range; with at most one sort attribute the range says it all. */
    static Predicate<StoredRow> of(KeyCondition condition, KeySchema keys) {
        if (keys.sort().size() < 2) {
            return _ -> true;
        }
        return row -> {
            var entry = row.item();
            for (var i = 0; i < condition.sort().size(); i++) {
                var value = entry.find(keys.sort().get(i).name()).orElseThrow();
                if (!holds(condition.sort().get(i), value)) {
                    return false;
                }
            }
            return true;
        };
    }

    private static boolean holds(SortCondition condition, AttributeValue value) {
        return switch (condition) {
            case SortCondition.Equal(var other) -> compare(value, other) == 0;
            case SortCondition.Less(var other) -> compare(value, other) < 0;
            case SortCondition.LessOrEqual(var other) -> compare(value, other) <= 0;
            case SortCondition.Greater(var other) -> compare(value, other) > 0;
            case SortCondition.GreaterOrEqual(var other) -> compare(value, other) >= 0;
            case SortCondition.Between(var low, var high) -> compare(value, low) >= 0 && compare(value, high) <= 0;
            case SortCondition.BeginsWith(var beginning) -> beginsWith(bytes(value), bytes(beginning));
        };
    }

    private static int compare(AttributeValue left, AttributeValue right) {
        return left instanceof AttributeValue.N one && right instanceof AttributeValue.N other
                ? one.value().value().compareTo(other.value().value())
                : Arrays.compareUnsigned(bytes(left), bytes(right));
    }

    private static boolean beginsWith(byte[] bytes, byte[] beginning) {
        return bytes.length >= beginning.length
                && Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length);
    }

    private static byte[] bytes(AttributeValue value) {
        return switch (value) {
            case AttributeValue.S string -> string.value().getBytes(StandardCharsets.UTF_8);
            case AttributeValue.B binary -> binary.value().bytes();
            default -> throw new IllegalArgumentException("Not the type of a key: " + value.type());
        };
    }
}
