package io.galena.dynamodb.model;

import io.galena.dynamodb.value.Deferred;
import io.galena.dynamodb.value.Item;
import io.galena.dynamodb.value.ValueReader;
import java.util.function.Function;
import tools.jackson.core.JsonParser;

/**
 * A map from names to attribute values: an item, a key, or the values of an expression. What is wrong with it comes to light
 * when it is asked for, not with the constraints of the model.
 */
record AttributeMapShape(Function<JsonParser, Deferred<Item>> reader) implements Shape {
    /** Items and keys. */
    static final AttributeMapShape ITEM = new AttributeMapShape(ValueReader::item);

    /** ExpressionAttributeValues, whose errors name the member and the key. */
    static final AttributeMapShape EXPRESSION_VALUES = new AttributeMapShape(ValueReader::expressionValues);

    @Override
    public String javaName() {
        return "java.util.Map<java.lang.String, " + ServiceJson.javaName(AttributeValueShape.NAME) + ">";
    }

    @Override
    public Deferred<Item> read(JsonParser parser, Position position) {
        ServiceJson.requireMap(parser, this, position);
        return reader.apply(parser);
    }

    @Override
    public void print(Object value, StringBuilder text) {
        text.append("{...}");
    }
}
