package io.galena.storage.testing;

import io.galena.dynamodb.key.KeyCodec;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.DynamoNumber;
import io.galena.dynamodb.value.Item;
import io.galena.dynamodb.value.ItemCodec;
import io.galena.dynamodb.value.ItemSize;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.write.Change;
import io.galena.storage.write.Decision;
import io.galena.storage.write.WriteCommand;
import java.math.BigDecimal;
import java.util.LinkedHashMap;

/** Items and commands of tests. */
public final class TestingItems {
    private TestingItems() {}

    /** An item with that key, and more attributes: names and values (strings, or integers) in turn. */
    public static Item item(String pk, long sk, Object... more) {
        var attributes = new LinkedHashMap<String, AttributeValue>();
        attributes.put("pk", value(pk));
        attributes.put("sk", value(sk));
        for (var i = 0; i < more.length; i += 2) {
            attributes.put((String) more[i], value(more[i + 1]));
        }
        return new Item(attributes);
    }

    public static byte[] key(TableDescriptor table, String pk, long sk) {
        return KeyCodec.rowKey(table.keys(), item(pk, sk));
    }

    public static Change.Put put(Item item) {
        return new Change.Put(item, ItemCodec.encode(item), ItemSize.of(item));
    }

    /** An unconditional put. */
    public static WriteCommand putting(TableDescriptor table, Item item) {
        return new WriteCommand.Unconditional(table, KeyCodec.rowKey(table.keys(), item), put(item));
    }

    /** An unconditional delete. */
    public static WriteCommand deleting(TableDescriptor table, String pk, long sk) {
        return new WriteCommand.Unconditional(table, key(table, pk, sk), new Change.Delete());
    }

    /** A write that sees the item as it is. */
    public static WriteCommand deciding(TableDescriptor table, String pk, long sk, Decision decision) {
        return new WriteCommand.Decided(table, key(table, pk, sk), 100, decision);
    }

    /** The integer in an attribute. */
    public static long integer(Item item, String name) {
        if (item.find(name).orElseThrow() instanceof AttributeValue.N number) {
            return number.value().value().longValueExact();
        }
        throw new IllegalArgumentException("Not a number: " + name);
    }

    private static AttributeValue value(Object value) {
        return switch (value) {
            case String text -> new AttributeValue.S(text);
            case Integer number -> new AttributeValue.N(DynamoNumber.of(BigDecimal.valueOf(number)));
            case Long number -> new AttributeValue.N(DynamoNumber.of(BigDecimal.valueOf(number)));
            default -> throw new IllegalArgumentException("Not a value of tests: " + value);
        };
    }
}
