package io.galena.dynamodb.expression;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Applies an update to one item. Only the maps and lists on the way to what changes are copied. Targets are looked for before values are
 * computed, so that of several errors DynamoDB's is answered.
 */
final class UpdateApplication {
    private final UpdateValues values;

    private UpdateApplication(Update update, Item item) {
        this.values = new UpdateValues(update, item);
    }

    static Item apply(Update update, Item item) {
        for (var action : update.actions()) {
            requireParent(action.path(), item);
        }
        return new Item(new UpdateApplication(update, item).members(update.tree(), item.attributes()));
    }

    private static void requireParent(DocumentPath path, Item item) {
        if (!path.hasParentIn(item)) {
            throw DynamoDbException.validation(
                    "The document path provided in the update expression is invalid for update");
        }
    }

    private Map<String, AttributeValue> members(PathTree.Fields<Update.Action> tree, Map<String, AttributeValue> old) {
        var members = new LinkedHashMap<>(old);
        for (var child : tree.children().entrySet()) {
            var name = child.getKey();
            var value = value(child.getValue(), old.get(name));
            if (value == null) {
                members.remove(name);
            } else {
                members.put(name, value);
            }
        }
        return members;
    }

    /** The new value in place of an old one, either of which may be absent. */
    private @Nullable AttributeValue value(PathTree<Update.Action> tree, @Nullable AttributeValue old) {
        return switch (tree) {
            case PathTree.End<Update.Action>(var action) -> values.outcome(action, old);
            case PathTree.Fields<Update.Action> fields
            when old instanceof AttributeValue.M(var members) -> new AttributeValue.M(members(fields, members));
            case PathTree.Elements<Update.Action> elements
            when old instanceof AttributeValue.L list -> new AttributeValue.L(elements(elements, list));
            case PathTree.Fields<Update.Action> _, PathTree.Elements<Update.Action> _ ->
                throw new IllegalStateException("The parent of a target has gone");
        };
    }

    private List<AttributeValue> elements(PathTree.Elements<Update.Action> tree, AttributeValue.L old) {
        var elements = new ArrayList<AttributeValue>(
                old.values().size() + tree.children().size());
        for (var position = 0; position < old.values().size(); position++) {
            var element = old.values().get(position);
            var child = tree.children().get(position);
            add(elements, child == null ? element : value(child, element));
        }
        for (var child : tree.children().tailMap(old.values().size()).values()) {
            add(elements, value(child, null));
        }
        return elements;
    }

    private static void add(List<AttributeValue> elements, @Nullable AttributeValue element) {
        if (element != null) {
            elements.add(element);
        }
    }
}
