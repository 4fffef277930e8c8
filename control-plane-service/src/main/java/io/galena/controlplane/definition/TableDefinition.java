package io.galena.controlplane.definition;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;
import java.util.List;
import java.util.Optional;

/** What {@code CreateTable} says about keys, local indexes and settings, by all the rules. */
public record TableDefinition(
        List<AttributeDefinition> attributes,
        List<KeyElement> keySchema,
        List<LocalIndexDefinition> localIndexes,
        SettingsChange settings) {
    public TableDefinition {
        attributes = List.copyOf(attributes);
        keySchema = List.copyOf(keySchema);
        localIndexes = List.copyOf(localIndexes);
    }

    /**
     * Reads and checks a request.
     *
     * @throws DynamoDbException VALIDATION for the first rule that it breaks
     */
    public static TableDefinition read(Structure input) {
        var attributes = AttributeDefinition.read(input);
        var keySchema = KeyElement.read(input);
        requirePresent(attributes, "attributeDefinitions");
        requirePresent(keySchema, "keySchema");
        NotServed.requireAbsent(input, NotServed.AT_CREATION);
        var localIndexes = LocalIndexDefinition.read(input);
        var definition = new TableDefinition(
                attributes.orElseThrow(),
                keySchema.orElseThrow(),
                localIndexes.orElse(List.of()),
                SettingsChange.read(input));
        definition.settings.requireConsistent();
        KeyRules.check(definition.attributes, definition.keySchema, definition.localIndexes);
        localIndexes.ifPresent(indexes -> LocalIndexRules.check(indexes, definition.keySchema));
        return definition;
    }

    private static void requirePresent(Optional<?> member, String name) {
        if (member.isEmpty()) {
            throw DynamoDbException.validation("1 validation error detected: Value null at '" + name
                    + "' failed to satisfy constraint: Member must not be null");
        }
    }
}
