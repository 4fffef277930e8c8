package io.galena.dynamodb.expression;

import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Picks the parts of an item that a tree of paths names. */
final class PathPicker {
    private PathPicker() {}

    static Item pick(PathTree.Fields<?> tree, Item item) {
        return new Item(members(tree, item.attributes()));
    }

    private static Map<String, AttributeValue> members(PathTree.Fields<?> tree, Map<String, AttributeValue> from) {
        var picked = new LinkedHashMap<String, AttributeValue>();
        tree.children().forEach((name, child) -> {
            var part = part(child, from.get(name));
            if (part != null) {
                picked.put(name, part);
            }
        });
        return picked;
    }

    private static @Nullable AttributeValue part(PathTree<?> tree, @Nullable AttributeValue value) {
        return switch (tree) {
            case PathTree.End<?> _ -> value;
            case PathTree.Fields<?> fields -> {
                if (!(value instanceof AttributeValue.M(var from))) {
                    yield null;
                }
                var picked = members(fields, from);
                yield picked.isEmpty() ? null : new AttributeValue.M(picked);
            }
            case PathTree.Elements<?> elements -> value instanceof AttributeValue.L list ? part(elements, list) : null;
        };
    }

    private static @Nullable AttributeValue part(PathTree.Elements<?> tree, AttributeValue.L list) {
        var picked = new ArrayList<AttributeValue>();
        tree.children().headMap(list.values().size()).forEach((position, child) -> {
            var part = part(child, list.values().get(position));
            if (part != null) {
                picked.add(part);
            }
        });
        return picked.isEmpty() ? null : new AttributeValue.L(picked);
    }
}
