package io.galena.storage.request;

import io.galena.dynamodb.key.KeyAttribute;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Item;
import java.util.LinkedHashMap;

/** Cuts items down to attributes of a key. */
public final class KeyPart {
    private KeyPart() {}

    /** Those of the attributes that the item has, in the order of the key. */
    public static Item of(Item item, Iterable<KeyAttribute> attributes) {
        var part = new LinkedHashMap<String, AttributeValue>();
        attributes.forEach(
                attribute -> item.find(attribute.name()).ifPresent(value -> part.put(attribute.name(), value)));
        return new Item(part);
    }
}
