package io.galena.storage.transaction;

import io.galena.dynamodb.model.Structure;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Item;
import io.galena.storage.coordinator.IdempotencyToken;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * A digest of a TransactWriteItems request, by which a repeated request is told from another one. The order of attributes,
 * placeholders and members of sets does not count: clients write maps as they come.
 */
final class RequestDigest {
    private static final List<String> TEXTS =
            List.of("TableName", "ConditionExpression", "ReturnValuesOnConditionCheckFailure");

    private final MessageDigest digest = IdempotencyToken.sha256();

    private RequestDigest() {}

    /** The digest of the actions, in their order. */
    static byte[] of(List<Structure> actions) {
        var digest = new RequestDigest();
        for (var action : actions) {
            for (var kind : TransactedWrite.KINDS) {
                action.structure(kind).ifPresent(members -> digest.add(kind, members));
            }
        }
        return digest.digest.digest();
    }

    private void add(String kind, Structure members) {
        add(kind);
        for (var text : TEXTS) {
            add(members.string(text).orElse(""));
        }
        add(kind.equals("Update") ? members.string("UpdateExpression").orElse("") : "");
        add(members.item(kind.equals("Put") ? "Item" : "Key")
                .map(Item::attributes)
                .orElse(Map.of()));
        add(members.item("ExpressionAttributeValues").map(Item::attributes).orElse(Map.of()));
        addSorted(members.stringMap("ExpressionAttributeNames").orElse(Map.of()), (name, text) -> {
            add(name);
            add(text);
        });
    }

    private void add(Map<String, AttributeValue> attributes) {
        addSorted(attributes, (name, value) -> {
            add(name);
            add(value);
        });
    }

    private <T> void addSorted(Map<String, T> map, BiConsumer<String, T> each) {
        add(map.size());
        new TreeMap<>(map).forEach(each);
    }

    private void add(AttributeValue value) {
        add(value.type().name());
        switch (value) {
            case AttributeValue.S(var text) -> add(text);
            case AttributeValue.N(var number) -> add(number.toString());
            case AttributeValue.B(var binary) -> add(binary.bytes());
            case AttributeValue.Bool(var truth) -> add(Boolean.toString(truth));
            case AttributeValue.Null() -> add("");
            case AttributeValue.L(var values) -> {
                add(values.size());
                values.forEach(this::add);
            }
            case AttributeValue.M(var values) -> add(values);
            case AttributeValue.SS(var texts) -> addAll(texts);
            case AttributeValue.NS(var numbers) -> addAll(numbers);
            case AttributeValue.BS(var binaries) -> addAll(binaries);
        }
    }

    private void addAll(Collection<? extends Comparable<?>> members) {
        add(members.size());
        members.stream().sorted().map(Object::toString).forEach(this::add);
    }

    private void add(int count) {
        digest.update(ByteBuffer.allocate(4).putInt(count).flip());
    }

    private void add(String text) {
        add(text.getBytes(StandardCharsets.UTF_8));
    }

    private void add(byte[] bytes) {
        add(bytes.length);
        digest.update(bytes);
    }
}
