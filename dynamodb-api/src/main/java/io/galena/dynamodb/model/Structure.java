package io.galena.dynamodb.model;

import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Binary;
import io.galena.dynamodb.value.Item;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A parsed structure of a request: members by their names in the API model. A JSON null counts as absent; members that the
 * model does not know were skipped. A name or type that the model does not have is a programming error
 * (IllegalArgumentException).
 */
public interface Structure {
    boolean has(String member);

    /** A string or enum member; enums are given as their wire text. */
    Optional<String> string(String member);

    Optional<Boolean> bool(String member);

    /** An integer or long member. */
    Optional<Long> integer(String member);

    /** A floating-point member, or a time in seconds since 1970. */
    Optional<Double> decimal(String member);

    /** A member that is bytes. */
    Optional<Binary> binary(String member);

    /** A member that is a time of the model's own type for times. */
    Optional<Instant> time(String member);

    Optional<Structure> structure(String member);

    Optional<List<String>> strings(String member);

    Optional<List<Structure>> structures(String member);

    Optional<Map<String, String>> stringMap(String member);

    /** A map from strings to structures, in the order of the request. */
    Optional<Map<String, Structure>> structureMap(String member);

    /** A map from strings to lists of structures (BatchWriteItem's RequestItems), in the order of the request. */
    Optional<Map<String, List<Structure>>> structureListMap(String member);

    /**
     * A map from attribute names to attribute values: {@code Item}, {@code Key}, {@code ExpressionAttributeValues}. Values
     * are checked when the request is parsed, but what is wrong with them is thrown here, so that the caller decides its
     * place in the order of checks.
     *
     * @throws io.galena.dynamodb.error.DynamoDbException VALIDATION, in DynamoDB's words
     */
    Optional<Item> item(String member);

    /** A list of maps of attribute values (BatchGetItem's Keys); errors as for {@link #item}. */
    Optional<List<Item>> items(String member);

    /** A list of attribute values (AttributeValueList); errors as for {@link #item}. */
    Optional<List<AttributeValue>> values(String member);

    /** A single attribute value; errors as for {@link #item}. */
    Optional<AttributeValue> value(String member);
}
