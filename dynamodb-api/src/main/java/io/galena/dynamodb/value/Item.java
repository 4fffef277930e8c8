package io.galena.dynamodb.value;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An item, or a part of one: attributes by name, in the order given; equal without regard to that order. */
public record Item(Map<String, AttributeValue> attributes) {
    private static final Item EMPTY = new Item(Map.of());

    public Item {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** The item without attributes: what an update of an absent item starts from. */
    public static Item empty() {
        return EMPTY;
    }

    /** The top-level attribute of that name, if there is one. */
    public Optional<AttributeValue> find(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    public boolean isEmpty() {
        return attributes.isEmpty();
    }
}
