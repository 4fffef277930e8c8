package io.galena.controlplane.definition;

import io.galena.dynamodb.model.Structure;
import io.galena.dynamodb.value.AttributeType;
import java.util.List;
import java.util.Optional;

/** The type of an attribute that is part of a key. */
public record AttributeDefinition(String name, AttributeType type) {
    /** The request's {@code AttributeDefinitions}, if it has them. */
    public static Optional<List<AttributeDefinition>> read(Structure input) {
        return input.structures("AttributeDefinitions")
                .map(definitions -> definitions.stream()
                        .map(definition -> new AttributeDefinition(
                                KeptText.require(
                                        definition.string("AttributeName").orElseThrow()),
                                AttributeType.valueOf(
                                        definition.string("AttributeType").orElseThrow())))
                        .toList());
    }
}
