package io.galena.controlplane.definition;

import io.galena.dynamodb.error.DynamoDbException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;

/** How the definitions of key attributes change with the indexes of a table. */
public final class NewAttributes {
    private static final String INVALID = "One or more parameter values were invalid: ";

    private NewAttributes() {}

    /**
     * The definitions that a table has with another index: those that it has stay as they are.
     *
     * @param given those of the request, which may repeat some of them
     * @throws DynamoDbException VALIDATION when one is missing, not used, given twice, or of another type than it was
     */
    public static List<AttributeDefinition> add(
            List<AttributeDefinition> before, List<AttributeDefinition> given, List<KeyElement> indexKey) {
        var all = new LinkedHashMap<String, AttributeDefinition>();
        before.forEach(attribute -> all.put(attribute.name(), attribute));
        var names = new HashSet<String>();
        var keys =
                new ArrayList<>(before.stream().map(AttributeDefinition::name).toList());
        indexKey.stream()
                .map(KeyElement::attribute)
                .filter(name -> !keys.contains(name))
                .forEach(keys::add);
        for (var attribute : given) {
            if (!names.add(attribute.name())) {
                throw DynamoDbException.validation("Cannot have two attributes with the same name");
            }
            var known = all.putIfAbsent(attribute.name(), attribute);
            if (known != null && known.type() != attribute.type()) {
                throw DynamoDbException.validation(INVALID + "Attribute " + attribute.name()
                        + " is a key attribute of type " + known.type() + " already, not of type " + attribute.type());
            }
        }
        var missing = keys.stream().filter(name -> !all.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            throw DynamoDbException.validation(
                    INVALID + "Some index key attributes are not defined in AttributeDefinitions. Keys: " + missing
                            + ", AttributeDefinitions: " + List.copyOf(all.keySet()));
        }
        if (!keys.containsAll(all.keySet())) {
            throw DynamoDbException.validation(
                    INVALID + "Some AttributeDefinitions are not used. AttributeDefinitions: "
                            + List.copyOf(all.keySet()) + ", keys used: " + keys);
        }
        return List.copyOf(all.values());
    }

    /** The definitions of attributes of these names. */
    public static List<AttributeDefinition> used(List<AttributeDefinition> definitions, List<String> names) {
        return definitions.stream()
                .filter(attribute -> names.contains(attribute.name()))
                .toList();
    }
}
