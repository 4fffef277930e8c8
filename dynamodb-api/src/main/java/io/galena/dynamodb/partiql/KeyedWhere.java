package io.galena.dynamodb.partiql;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.expression.Condition;
import io.galena.dynamodb.key.KeySchema;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Item;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * A WHERE clause that names one item by its key.
 *
 * @param key the attributes of the key
 * @param rest what else the clause demands of the item
 */
public record KeyedWhere(Item key, Optional<Condition> rest) {
    /**
     * Takes the key out of a WHERE clause.
     *
     * @return empty if the clause does not fix all attributes of the key by equality; the values may be of any types
     */
    public static Optional<KeyedWhere> of(Optional<Condition> where, KeySchema keys) {
        var terms = new KeyTerms(where);
        var key = new LinkedHashMap<String, AttributeValue>();
        keys.attributes()
                .forEach(attribute -> terms.equality(attribute).ifPresent(value -> key.put(attribute.name(), value)));
        return key.size() == keys.attributes().size()
                ? Optional.of(new KeyedWhere(new Item(key), terms.rest()))
                : Optional.empty();
    }

    /**
     * As {@link #of}, for a statement that must name one item.
     *
     * @throws DynamoDbException VALIDATION when it does not, or by values that are not of the key's types
     */
    public static KeyedWhere require(Condition where, KeySchema keys) {
        var keyed = of(Optional.of(where), keys).orElseThrow(KeyedWhere::lacksKey);
        KeyTypes.check(keyed.key(), keys);
        return keyed;
    }

    static DynamoDbException lacksKey() {
        return DynamoDbException.validation("Where clause does not contain a mandatory equality on all key attributes");
    }
}
