package io.galena.controlplane.definition;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code CreateTable} says about keys, indexes and settings, by all the rules. */
public record TableDefinition(
        List<AttributeDefinition> attributes,
        List<KeyElement> keySchema,
        List<LocalIndexDefinition> localIndexes,
        List<NewGlobalIndex> globalIndexes,
        SettingsChange settings) {
    public TableDefinition {
        attributes = List.copyOf(attributes);
        keySchema = List.copyOf(keySchema);
        localIndexes = List.copyOf(localIndexes);
        globalIndexes = List.copyOf(globalIndexes);
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
        var globalIndexes = NewGlobalIndex.readAll(input);
        var definition = new TableDefinition(
                attributes.orElseThrow(),
                keySchema.orElseThrow(),
                localIndexes.orElse(List.of()),
                globalIndexes.orElse(List.of()),
                SettingsChange.read(input));
        definition.settings.requireConsistent();
        KeyRules.check(definition.attributes, definition.keySchema, definition.localIndexes, definition.globalIndexes);
        localIndexes.ifPresent(indexes -> LocalIndexRules.check(indexes, definition.keySchema));
        globalIndexes.ifPresent(indexes -> GlobalIndexRules.check(indexes, definition.settings.newBillingMode()));
        definition.checkIndexesTogether();
        return definition;
    }

    private void checkIndexesTogether() {
        ProjectionRules.checkNames(Stream.concat(
                        localIndexes.stream().map(LocalIndexDefinition::name),
                        globalIndexes.stream().map(NewGlobalIndex::name))
                .toList());
        ProjectionRules.checkTotal(Stream.concat(
                localIndexes.stream().map(LocalIndexDefinition::projection),
                globalIndexes.stream().map(NewGlobalIndex::projection)));
    }

    private static void requirePresent(Optional<?> member, String name) {
        if (member.isEmpty()) {
            throw DynamoDbException.validation("1 validation error detected: Value null at '" + name
                    + "' failed to satisfy constraint: Member must not be null");
        }
    }
}
