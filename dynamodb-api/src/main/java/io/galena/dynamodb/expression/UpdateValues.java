package io.galena.dynamodb.expression;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.DynamoNumber;
import io.galena.dynamodb.value.Item;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes the new values of an update's targets, all from the old item. */
final class UpdateValues {
    private final Update update;
    private final Item old;

    UpdateValues(Update update, Item old) {
        this.update = update;
        this.old = old;
    }

    /** What an action leaves in its place, given what was there; null for nothing. */
    @Nullable
    AttributeValue outcome(Update.Action action, @Nullable AttributeValue before) {
        return switch (action) {
            case Update.Action.Set(var _, var value) -> compute(value);
            case Update.Action.Remove _ -> null;
            case Update.Action.Add(var _, var value) -> before == null ? value : sum(before, value);
            case Update.Action.Delete(var _, var value) -> before == null ? null : difference(before, value);
        };
    }

    private AttributeValue compute(Computation computation) {
        return switch (computation) {
            case Computation.Constant(var value) -> value;
            case Computation.Attribute(var path) -> {
                var value = path.in(old);
                if (value == null) {
                    throw DynamoDbException.validation(
                            "The provided expression refers to an attribute that does not exist in the item");
                }
                yield value;
            }
            case Computation.IfNotExists(var path, var fallback) -> {
                var value = path.in(old);
                yield value != null ? value : compute(fallback);
            }
            case Computation.ListAppend(var first, var second) -> {
                var joined = new ArrayList<>(list(first));
                joined.addAll(list(second));
                yield new AttributeValue.L(joined);
            }
            case Computation.Plus(var left, var right) ->
                new AttributeValue.N(number(left).add(number(right)));
            case Computation.Minus(var left, var right) ->
                new AttributeValue.N(number(left).subtract(number(right)));
        };
    }

    private DynamoNumber number(Computation computation) {
        if (compute(computation) instanceof AttributeValue.N(var number)) {
            return number;
        }
        throw update.wrongType();
    }

    private List<AttributeValue> list(Computation computation) {
        if (compute(computation) instanceof AttributeValue.L(var values)) {
            return values;
        }
        throw update.wrongType();
    }

    private AttributeValue sum(AttributeValue before, AttributeValue added) {
        if (before instanceof AttributeValue.N(var start) && added instanceof AttributeValue.N(var number)) {
            return new AttributeValue.N(start.add(number));
        }
        if (before instanceof AttributeValue.SS(var start) && added instanceof AttributeValue.SS(var members)) {
            return new AttributeValue.SS(union(start, members));
        }
        if (before instanceof AttributeValue.NS(var start) && added instanceof AttributeValue.NS(var members)) {
            return new AttributeValue.NS(union(start, members));
        }
        if (before instanceof AttributeValue.BS(var start) && added instanceof AttributeValue.BS(var members)) {
            return new AttributeValue.BS(union(start, members));
        }
        throw update.wrongType();
    }

    private @Nullable AttributeValue difference(AttributeValue before, AttributeValue taken) {
        if (before instanceof AttributeValue.SS(var start) && taken instanceof AttributeValue.SS(var members)) {
            var rest = without(start, members);
            return rest.isEmpty() ? null : new AttributeValue.SS(rest);
        }
        if (before instanceof AttributeValue.NS(var start) && taken instanceof AttributeValue.NS(var members)) {
            var rest = without(start, members);
            return rest.isEmpty() ? null : new AttributeValue.NS(rest);
        }
        if (before instanceof AttributeValue.BS(var start) && taken instanceof AttributeValue.BS(var members)) {
            var rest = without(start, members);
            return rest.isEmpty() ? null : new AttributeValue.BS(rest);
        }
        throw update.wrongType();
    }

    private static <T> List<T> union(List<T> start, List<T> added) {
        var members = new LinkedHashSet<>(start);
        members.addAll(added);
        return List.copyOf(members);
    }

    private static <T> List<T> without(List<T> start, List<T> taken) {
        var members = new LinkedHashSet<>(start);
        members.removeAll(new HashSet<>(taken));
        return List.copyOf(members);
    }
}
