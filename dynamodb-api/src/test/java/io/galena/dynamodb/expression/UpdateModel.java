package io.galena.dynamodb.expression;

import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.DynamoNumber;
import io.galena.dynamodb.value.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Updates as simply as can be, to compare with: actions change a mutable copy one after the other, list elements that are removed or
 * skipped become holes, and at the end the holes are taken out.
 */
final class UpdateModel {

    private final Item old;
    private final Map<String, Object> copy;

    private UpdateModel(Item old) {
        this.old = old;
        this.copy = copyOf(old.attributes());
    }

    /** The new item, or null when the update does not fit the item. */
    static @Nullable Item apply(List<Update.Action> actions, Item old) {
        var model = new UpdateModel(old);
        try {
            actions.forEach(model::act);
        } catch (DoesNotFit _) {
            return null;
        }
        return new Item(values(model.copy));
    }

    private void act(Update.Action action) {
        var before = action.path().find(old);
        switch (action) {
            case Update.Action.Set(var path, var value) -> put(path, thaw(compute(value)));
            case Update.Action.Remove(var path) -> put(path, Hole.HOLE);
            case Update.Action.Add(var path, AttributeValue.N(var number)) ->
                put(
                        path,
                        new AttributeValue.N(
                                before.isEmpty() ? number : number(before.get()).add(number)));
            case Update.Action.Add(var path, var value) -> {
                var members = new ArrayList<>(before.isEmpty() ? List.of() : strings(before.get()));
                strings(value).stream()
                        .filter(member -> !members.contains(member))
                        .forEach(members::add);
                put(path, new AttributeValue.SS(members));
            }
            case Update.Action.Delete(var path, var value) -> {
                var members = new ArrayList<>(before.isEmpty() ? List.of() : strings(before.get()));
                members.removeAll(strings(value));
                put(path, members.isEmpty() ? Hole.HOLE : new AttributeValue.SS(members));
            }
        }
    }

    private AttributeValue compute(Computation computation) {
        return switch (computation) {
            case Computation.Constant(var value) -> value;
            case Computation.Attribute(var path) -> path.find(old).orElseThrow(DoesNotFit::new);
            case Computation.IfNotExists(var path, var fallback) ->
                path.find(old).orElseGet(() -> compute(fallback));
            case Computation.ListAppend(var first, var second) -> {
                var joined = new ArrayList<>(list(compute(first)));
                joined.addAll(list(compute(second)));
                yield new AttributeValue.L(joined);
            }
            case Computation.Plus(var left, var right) ->
                new AttributeValue.N(number(compute(left)).add(number(compute(right))));
            case Computation.Minus(var left, var right) ->
                new AttributeValue.N(number(compute(left)).subtract(number(compute(right))));
        };
    }

    private void put(DocumentPath path, Object value) {
        var steps = new ArrayList<DocumentPath.Step>(List.of(new DocumentPath.Step.Field(path.attribute())));
        steps.addAll(path.steps());
        Object parent = copy;
        for (var step : steps.subList(0, steps.size() - 1)) {
            parent = child(parent, step);
        }
        put(parent, steps.getLast(), value);
    }

    private static @Nullable Object child(@Nullable Object parent, DocumentPath.Step step) {
        return switch (step) {
            case DocumentPath.Step.Field(var name) -> parent instanceof Map<?, ?> map ? map.get(name) : null;
            case DocumentPath.Step.Index(var position) ->
                parent instanceof List<?> list && position < list.size() ? list.get(position) : null;
        };
    }

    @SuppressWarnings("unchecked") // Containers of the copy are maps of strings and lists of objects, and nothing else.
    private static void put(@Nullable Object parent, DocumentPath.Step step, Object value) {
        switch (step) {
            case DocumentPath.Step.Field(var name)
            when parent instanceof Map<?, ?> map -> ((Map<String, Object>) map).put(name, value);
            case DocumentPath.Step.Index(var position)
            when parent instanceof List<?> list -> {
                var elements = (List<Object>) list;
                while (elements.size() <= position) {
                    elements.add(Hole.HOLE);
                }
                elements.set(position, value);
            }
            case DocumentPath.Step.Field _, DocumentPath.Step.Index _ -> throw new DoesNotFit();
        }
    }

    private static Map<String, Object> copyOf(Map<String, AttributeValue> values) {
        var copy = new LinkedHashMap<String, Object>();
        values.forEach((name, value) -> copy.put(name, thaw(value)));
        return copy;
    }

    private static Object thaw(AttributeValue value) {
        if (value instanceof AttributeValue.M(var members)) {
            return copyOf(members);
        }
        if (value instanceof AttributeValue.L(var elements)) {
            return new ArrayList<>(elements.stream().map(UpdateModel::thaw).toList());
        }
        return value;
    }

    private static Map<String, AttributeValue> values(Map<?, ?> copy) {
        var values = new LinkedHashMap<String, AttributeValue>();
        copy.forEach((name, value) -> {
            if (value != Hole.HOLE) {
                values.put((String) name, freeze(Objects.requireNonNull(value)));
            }
        });
        return values;
    }

    private static AttributeValue freeze(Object value) {
        if (value instanceof Map<?, ?> map) {
            return new AttributeValue.M(values(map));
        }
        if (value instanceof List<?> list) {
            return new AttributeValue.L(list.stream()
                    .filter(element -> element != Hole.HOLE)
                    .map(UpdateModel::freeze)
                    .toList());
        }
        return (AttributeValue) value;
    }

    private static DynamoNumber number(AttributeValue value) {
        if (value instanceof AttributeValue.N(var number)) {
            return number;
        }
        throw new DoesNotFit();
    }

    private static List<String> strings(AttributeValue value) {
        if (value instanceof AttributeValue.SS(var members)) {
            return members;
        }
        throw new DoesNotFit();
    }

    private static List<AttributeValue> list(AttributeValue value) {
        if (value instanceof AttributeValue.L(var elements)) {
            return elements;
        }
        throw new DoesNotFit();
    }

    private enum Hole {
        HOLE
    }

    private static final class DoesNotFit extends RuntimeException {}
}
