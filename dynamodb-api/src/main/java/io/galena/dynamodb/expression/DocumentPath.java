package io.galena.dynamodb.expression;

import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Item;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A place in an item: a top-level attribute, and steps from there into maps and lists. Immutable. */
public record DocumentPath(String attribute, List<Step> steps) {
    public DocumentPath {
        steps = List.copyOf(steps);
    }

    /** The path to a top-level attribute. */
    public static DocumentPath of(String attribute) {
        return new DocumentPath(attribute, List.of());
    }

    /** The value at this place, if the item has one there. */
    public Optional<AttributeValue> find(Item item) {
        return Optional.ofNullable(in(item));
    }

    /** As {@link #find}, without an object for the answer: for the evaluation of conditions. */
    @Nullable
    AttributeValue in(Item item) {
        return in(item, steps.size());
    }

    /** Whether the item has a map or list, as the last step needs it, from which that step can be made. */
    boolean hasParentIn(Item item) {
        if (steps.isEmpty()) {
            return true;
        }
        var parent = in(item, steps.size() - 1);
        return switch (steps.getLast()) {
            case Step.Field _ -> parent instanceof AttributeValue.M;
            case Step.Index _ -> parent instanceof AttributeValue.L;
        };
    }

    private @Nullable AttributeValue in(Item item, int depth) {
        var value = item.attributes().get(attribute);
        for (var i = 0; i < depth && value != null; i++) {
            value = steps.get(i).from(value);
        }
        return value;
    }

    /** The path as DynamoDB's messages write it: {@code [a, b, [0]]}. */
    @Override
    public String toString() {
        return Stream.concat(Stream.of(attribute), steps.stream().map(Step::toString))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** One step from a value to a part of it. */
    public sealed interface Step {
        /** The part, or null if the value is of another type or has no such part. */
        @Nullable
        AttributeValue from(AttributeValue value);

        /** Into a map, by name. */
        record Field(String name) implements Step {
            @Override
            public @Nullable AttributeValue from(AttributeValue value) {
                return value instanceof AttributeValue.M map ? map.values().get(name) : null;
            }

            @Override
            public String toString() {
                return name;
            }
        }

        /** Into a list, by position. */
        record Index(int position) implements Step {
            @Override
            public @Nullable AttributeValue from(AttributeValue value) {
                return value instanceof AttributeValue.L list
                                && position < list.values().size()
                        ? list.values().get(position)
                        : null;
            }

            @Override
            public String toString() {
                return "[" + position + "]";
            }
        }
    }
}
