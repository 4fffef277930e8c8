package io.galena.dynamodb.value;

import io.galena.dynamodb.error.DynamoDbException;

/**
 * How deep items nest: the item itself is the first level, a list or map in one of its attributes the second. Requests are held to
 * the limit when they are read; an update, which may put one part of an item into another, when it has been carried out.
 */
public final class ItemDepth {
    /** DynamoDB's limit. */
    static final int MAX_LEVELS = 32;

    private static final String TOO_DEEP = "Nesting Levels have exceeded supported limits";

    private ItemDepth() {}

    /**
     * Checks an updated item.
     *
     * @throws DynamoDbException VALIDATION, if it nests too deep
     */
    public static void requireAllowed(Item item) {
        for (var value : item.attributes().values()) {
            require(value, 1);
        }
    }

    private static void require(AttributeValue attribute, int level) {
        switch (attribute) {
            case AttributeValue.L(var values) -> requireAll(values, level + 1);
            case AttributeValue.M(var values) -> requireAll(values.values(), level + 1);
            case AttributeValue.S _, AttributeValue.N _, AttributeValue.B _ -> {}
            case AttributeValue.Bool _, AttributeValue.Null _ -> {}
            case AttributeValue.SS _, AttributeValue.NS _, AttributeValue.BS _ -> {}
        }
    }

    private static void requireAll(Iterable<AttributeValue> values, int level) {
        if (level > MAX_LEVELS) {
            throw DynamoDbException.validation(TOO_DEEP);
        }
        for (var value : values) {
            require(value, level);
        }
    }
}
