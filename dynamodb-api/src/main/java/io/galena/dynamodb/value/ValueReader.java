package io.galena.dynamodb.value;

import io.galena.dynamodb.error.DynamoDbException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads attribute values from the JSON of a request. Each method starts at the parser's current token, the first one of what is
 * to be read (which is not null), and leaves the parser at the last one.
 *
 * <p>JSON of the wrong shape is a SERIALIZATION error, thrown at once, as is text that is not Unicode (lone surrogates) and
 * binary that is not base64. All else that can be wrong with a value is a VALIDATION error, kept in the answer. Malformed JSON is
 * the parser's own exception.
 */
public final class ValueReader {
    /** Levels are counted as in {@link ItemDepth}; a value outside of an item has none above it. */
    private static final int ITEM_LEVEL = 1;

    private static final int VALUE_LEVEL = 0;

    private ValueReader() {}

    /** One attribute value. */
    public static Deferred<AttributeValue> value(JsonParser parser) {
        var parsing = new ValueParsing(parser);
        var value = parsing.readValue(VALUE_LEVEL);
        return parsing.answer(value);
    }

    /** A list of attribute values: AttributeValueList, Parameters. */
    public static Deferred<List<AttributeValue>> values(JsonParser parser) {
        var parsing = new ValueParsing(parser);
        var values = parsing.readList(VALUE_LEVEL);
        return parsing.answer(values);
    }

    /** A map from attribute names to values: Item, Key. */
    public static Deferred<Item> item(JsonParser parser) {
        var parsing = new ValueParsing(parser);
        var values = parsing.readMap(ITEM_LEVEL);
        return parsing.answer(new Item(values));
    }

    /** A list of items: the Keys of BatchGetItem. */
    public static Deferred<List<Item>> items(JsonParser parser) {
        var parsing = new ValueParsing(parser);
        JsonShape.requireList(parser);
        var items = new ArrayList<Item>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.VALUE_NULL) {
                parsing.fail(ValueParsing.EMPTY);
            } else {
                items.add(new Item(parsing.readMap(ITEM_LEVEL)));
            }
        }
        return parsing.answer(List.copyOf(items));
    }

    /** The map ExpressionAttributeValues: its errors name the member and the key. */
    public static Deferred<Item> expressionValues(JsonParser parser) {
        JsonShape.requireMap(parser);
        var values = new LinkedHashMap<String, AttributeValue>();
        var problem = Optional.<String>empty();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var parsing = new ValueParsing(parser);
            var name = parsing.readName();
            parser.nextToken();
            values.put(name, parsing.readValue(VALUE_LEVEL));
            problem = problem.or(() -> parsing.problem().map(found -> found + " for key " + name));
        }
        return problem.<Deferred<Item>>map(found -> Deferred.failed(
                        DynamoDbException.validation("ExpressionAttributeValues contains invalid value: " + found)))
                .orElseGet(() -> Deferred.of(new Item(values)));
    }
}
