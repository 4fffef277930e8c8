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

    /** A member of some type: what those below say of theirs. */
    <T> Optional<T> find(String member, MemberType<T> type);

    /** A string or enum member; enums are given as their wire text. */
    default Optional<String> string(String member) {
        return find(member, MemberType.STRING);
    }

    default Optional<Boolean> bool(String member) {
        return find(member, MemberType.BOOL);
    }

    /** An integer or long member. */
    default Optional<Long> integer(String member) {
        return find(member, MemberType.INTEGER);
    }

    /** A floating-point member, or a time in seconds since 1970. */
    default Optional<Double> decimal(String member) {
        return find(member, MemberType.DECIMAL);
    }

    /** A member that is bytes. */
    default Optional<Binary> binary(String member) {
        return find(member, MemberType.BINARY);
    }

    /** A member that is a time of the model's own type for times. */
    default Optional<Instant> time(String member) {
        return find(member, MemberType.TIME);
    }

    default Optional<Structure> structure(String member) {
        return find(member, MemberType.STRUCTURE);
    }

    default Optional<List<String>> strings(String member) {
        return find(member, MemberType.STRINGS);
    }

    default Optional<List<Structure>> structures(String member) {
        return find(member, MemberType.STRUCTURES);
    }

    default Optional<Map<String, String>> stringMap(String member) {
        return find(member, MemberType.STRING_MAP);
    }

    /** A map from strings to structures, in the order of the request. */
    default Optional<Map<String, Structure>> structureMap(String member) {
        return find(member, MemberType.STRUCTURE_MAP);
    }

    /** A map from strings to lists of structures (BatchWriteItem's RequestItems), in the order of the request. */
    default Optional<Map<String, List<Structure>>> structureListMap(String member) {
        return find(member, MemberType.STRUCTURE_LIST_MAP);
    }

    /**
     * A map from attribute names to attribute values: {@code Item}, {@code Key}, {@code ExpressionAttributeValues}. Values
     * are checked when the request is parsed, but what is wrong with them is thrown here, so that the caller decides its
     * place in the order of checks.
     *
     * @throws io.galena.dynamodb.error.DynamoDbException VALIDATION, in DynamoDB's words
     */
    default Optional<Item> item(String member) {
        return find(member, MemberType.ITEM);
    }

    /** A list of maps of attribute values (BatchGetItem's Keys); errors as for {@link #item}. */
    default Optional<List<Item>> items(String member) {
        return find(member, MemberType.ITEMS);
    }

    /** A list of attribute values (AttributeValueList); errors as for {@link #item}. */
    default Optional<List<AttributeValue>> values(String member) {
        return find(member, MemberType.VALUES);
    }

    /** A single attribute value; errors as for {@link #item}. */
    default Optional<AttributeValue> value(String member) {
        return find(member, MemberType.VALUE);
    }
}
