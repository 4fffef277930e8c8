package io.galena.dynamodb.partiql;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.key.KeyAttribute;
import io.galena.dynamodb.key.KeySchema;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Item;

/** The rule that values for key attributes have their types, in the words that DynamoDB has for statements. */
public final class KeyTypes {
    private KeyTypes() {}

    /**
     * Checks an item to insert.
     *
     * @throws DynamoDbException VALIDATION when it lacks an attribute of the key, or has one of another type
     */
    public static void check(Item item, KeySchema keys) {
        keys.attributes()
                .forEach(attribute -> checked(
                        item.find(attribute.name())
                                .orElseThrow(() -> DynamoDbException.validation(
                                        "Key attribute should be present in the item: Key " + attribute.name())),
                        attribute));
    }

    /** The value, if it has the attribute's type. */
    static AttributeValue checked(AttributeValue value, KeyAttribute attribute) {
        if (value.type() != attribute.type()) {
            throw DynamoDbException.validation(
                    "Key attribute's data type should match its data type in table's schema: Key " + attribute.name());
        }
        return value;
    }
}
