package io.galena.controlplane.definition;

import io.galena.controlplane.definition.KeyElement.Role;
import io.galena.dynamodb.error.DynamoDbException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The rules for key schemas and for the attributes that they are made of, in the service's order and words. */
final class KeyRules {
    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final int MAX_ELEMENTS = 2;

    private KeyRules() {}

    static void check(
            List<AttributeDefinition> attributes,
            List<KeyElement> keySchema,
            List<LocalIndexDefinition> localIndexes,
            List<NewGlobalIndex> globalIndexes) {
        requireDistinct(attributes);
        var schemas = Stream.concat(Stream.of(keySchema), localIndexes.stream().map(LocalIndexDefinition::keySchema))
                .toList();
        var globalSchemas =
                globalIndexes.stream().map(NewGlobalIndex::keySchema).toList();
        requireShort(schemas);
        requireDefined(
                attributes,
                Stream.concat(schemas.stream(), globalSchemas.stream()).toList());
        schemas.forEach(KeyRules::requireRoles);
        globalSchemas.forEach(GlobalIndexRules::checkRoles);
    }

    private static void requireDistinct(List<AttributeDefinition> attributes) {
        var names = new HashSet<String>();
        for (var attribute : attributes) {
            if (!names.add(attribute.name())) {
                throw DynamoDbException.validation("Cannot have two attributes with the same name");
            }
        }
    }

    /** A constraint that the API model lost when indexes came to have longer keys; the service still words it like one. */
    private static void requireShort(List<List<KeyElement>> schemas) {
        var violations = IntStream.range(0, schemas.size())
                .filter(number -> schemas.get(number).size() > MAX_ELEMENTS)
                .mapToObj(number -> violation(schemas.get(number), number))
                .toList();
        if (!violations.isEmpty()) {
            throw DynamoDbException.validation(violations.size() + " validation error"
                    + (violations.size() == 1 ? "" : "s") + " detected: " + String.join("; ", violations));
        }
    }

    /** The table's schema has number 0, those of the indexes follow. */
    private static String violation(List<KeyElement> keySchema, int number) {
        var value = keySchema.stream()
                .map(element ->
                        "KeySchemaElement(attributeName=" + element.attribute() + ", keyType=" + element.role() + ")")
                .collect(Collectors.joining(", ", "[", "]"));
        var path = number == 0 ? "keySchema" : "localSecondaryIndexes." + number + ".member.keySchema";
        return "Value '" + value + "' at '" + path
                + "' failed to satisfy constraint: Member must have length less than or equal to " + MAX_ELEMENTS;
    }

    /** Definitions and keys must name the same attributes; the words depend on what is missing and whether there are indexes. */
    private static void requireDefined(List<AttributeDefinition> attributes, List<List<KeyElement>> schemas) {
        var defined =
                attributes.stream().map(AttributeDefinition::name).collect(Collectors.toCollection(LinkedHashSet::new));
        var used = schemas.stream()
                .flatMap(List::stream)
                .map(KeyElement::attribute)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (used.equals(defined)) {
            return;
        }
        throw DynamoDbException.validation(mismatch(defined, used, schemas.size() > 1));
    }

    private static String mismatch(SequencedSet<String> defined, SequencedSet<String> used, boolean hasIndexes) {
        if (defined.containsAll(used)) {
            return hasIndexes
                    ? INVALID + "Some AttributeDefinitions are not used. AttributeDefinitions: " + list(defined)
                            + ", keys used: " + list(used)
                    : INVALID
                            + "Number of attributes in KeySchema does not exactly match number of attributes defined in"
                            + " AttributeDefinitions";
        }
        if (!hasIndexes && defined.size() < used.size()) {
            return "Invalid KeySchema: Some index key attribute have no definition";
        }
        return INVALID + "Some index key attributes are not defined in AttributeDefinitions. Keys: "
                + list(used.stream().filter(name -> !defined.contains(name)).toList()) + ", AttributeDefinitions: "
                + list(defined);
    }

    private static void requireRoles(List<KeyElement> keySchema) {
        if (keySchema.getFirst().role() != Role.HASH) {
            throw DynamoDbException.validation("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
        }
        if (keySchema.size() > 1) {
            if (keySchema.get(1).role() != Role.RANGE) {
                throw DynamoDbException.validation(
                        "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
            }
            if (keySchema.get(0).attribute().equals(keySchema.get(1).attribute())) {
                throw DynamoDbException.validation(
                        "Both the Hash Key and the Range Key element in the KeySchema have the same name");
            }
        }
    }

    private static String list(Iterable<String> names) {
        return "[" + String.join(", ", names) + "]";
    }
}
