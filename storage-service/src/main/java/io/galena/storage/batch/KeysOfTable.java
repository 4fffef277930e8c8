package io.galena.storage.batch;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.expression.Projection;
import io.galena.dynamodb.legacy.LegacyProjection;
import io.galena.dynamodb.model.Structure;
import io.galena.dynamodb.value.Item;
import io.galena.dynamodb.value.ItemCodec;
import io.galena.kit.operation.Caller;
import io.galena.storage.request.ExpressionMembers;
import io.galena.kit.catalog.TableReference;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * What a BatchGetItem wants of one table.
 *
 * @param projectionText the text of the projection, which the answer repeats for keys that were not processed
 * @param names the names that the text refers to, to be repeated too
 * @param attributesToGet the legacy form of the projection, to be repeated too
 */
record KeysOfTable(
        TableReference table,
        List<Item> keys,
        boolean consistent,
        Optional<Projection> projection,
        Optional<String> projectionText,
        Optional<Map<String, String>> names,
        Optional<List<String>> attributesToGet) {
    private static final ExpressionMembers EXPRESSIONS =
            new ExpressionMembers(List.of("ProjectionExpression"), List.of("AttributesToGet"));

    /**
     * Reads one entry of RequestItems.
     *
     * @throws DynamoDbException VALIDATION, for expressions, values or duplicate keys
     */
    static KeysOfTable read(String table, Structure input, Caller caller) {
        EXPRESSIONS.check(input);
        var expressions = EXPRESSIONS.context(input);
        var text = input.string("ProjectionExpression");
        var projection = text.map(expressions::projection).or(() -> LegacyProjection.of(input));
        expressions.verifyAllUsed();
        var keys = input.items("Keys").orElseThrow();
        if (new HashSet<>(keys).size() < keys.size()) {
            throw DynamoDbException.validation("Provided list of item keys contains duplicates");
        }
        return new KeysOfTable(
                TableReference.of(table, caller),
                keys,
                input.bool("ConsistentRead").orElse(false),
                projection,
                text,
                input.stringMap("ExpressionAttributeNames"),
                input.strings("AttributesToGet"));
    }

    /** Writes an entry of RequestItems that asks for some of the keys again. */
    void write(List<Item> again, JsonGenerator json) {
        json.writeObjectPropertyStart(table.given());
        json.writeArrayPropertyStart("Keys");
        again.forEach(key -> ItemCodec.write(key, json));
        json.writeEndArray();
        if (consistent) {
            json.writeBooleanProperty("ConsistentRead", true);
        }
        projectionText.ifPresent(text -> json.writeStringProperty("ProjectionExpression", text));
        attributesToGet.ifPresent(attributes -> {
            json.writeArrayPropertyStart("AttributesToGet");
            attributes.forEach(json::writeString);
            json.writeEndArray();
        });
        names.ifPresent(texts -> {
            json.writeObjectPropertyStart("ExpressionAttributeNames");
            texts.forEach(json::writeStringProperty);
            json.writeEndObject();
        });
        json.writeEndObject();
    }
}
