package io.galena.controlplane.definition;

import io.galena.dynamodb.key.KeyAttribute;
import io.galena.dynamodb.key.KeySchema;
import io.galena.dynamodb.model.Structure;
import io.galena.dynamodb.value.AttributeType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** An attribute's part in a key, as a {@code KeySchema} lists it. */
public record KeyElement(String attribute, Role role) {
    /** The {@code KeySchema} of a table or an index, if it is there. */
    static Optional<List<KeyElement>> read(Structure input) {
        return input.structures("KeySchema")
                .map(elements -> elements.stream()
                        .map(element -> new KeyElement(
                                KeptText.require(element.string("AttributeName").orElseThrow()),
                                Role.valueOf(element.string("KeyType").orElseThrow())))
                        .toList());
    }

    /** The key with its types; every attribute must be among the definitions. */
    public static KeySchema typed(List<KeyElement> elements, List<AttributeDefinition> attributes) {
        var types = attributes.stream()
                .collect(Collectors.toUnmodifiableMap(AttributeDefinition::name, AttributeDefinition::type));
        return new KeySchema(withRole(elements, Role.HASH, types), withRole(elements, Role.RANGE, types));
    }

    private static List<KeyAttribute> withRole(List<KeyElement> elements, Role role, Map<String, AttributeType> types) {
        return elements.stream()
                .filter(element -> element.role == role)
                .map(element ->
                        new KeyAttribute(element.attribute, Objects.requireNonNull(types.get(element.attribute))))
                .toList();
    }

    /** The wire names of the two parts of a key. */
    public enum Role {
        HASH,
        RANGE
    }
}
