package io.galena.standalone.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Proves that each global index of a table equals what the table implies: no entry too many, none missing, each with exactly
 * the attributes that the index projects. It knows nothing of how indexes are kept.
 */
public final class GlobalIndexCheck {
    private GlobalIndexCheck() {}

    /**
     * Waits until all indexes are equal to what their table implies. Nobody may write meanwhile, but writes whose answers were lost may
     * still be carried out.
     */
    public static void awaitAllEqual(DynamoDbClient client, String table) {
        var description =
                client.describeTable(describe -> describe.tableName(table)).table();
        for (var index : description.globalSecondaryIndexes()) {
            GlobalIndexes.await(() -> differences(client, description, index), List.of());
        }
        assertThat(description.globalSecondaryIndexes()).isNotEmpty();
    }

    /** The entries that an index should have. */
    static List<Map<String, AttributeValue>> implied(
            TableDescription table, GlobalSecondaryIndexDescription index, List<Map<String, AttributeValue>> items) {
        var types = table.attributeDefinitions().stream()
                .collect(Collectors.toMap(
                        definition -> definition.attributeName(), definition -> definition.attributeTypeAsString()));
        return items.stream()
                .filter(item -> index.keySchema().stream()
                        .map(KeySchemaElement::attributeName)
                        .allMatch(name -> isKey(item.get(name), types.getOrDefault(name, ""))))
                .map(item -> projected(item, table, index))
                .toList();
    }

    /** What is wrong with an index, in words. */
    static List<String> differences(
            List<Map<String, AttributeValue>> expected, List<Map<String, AttributeValue>> actual) {
        var differences = new ArrayList<String>();
        var missing = counted(expected);
        for (var entry : actual) {
            missing.merge(entry.toString(), -1, Integer::sum);
        }
        missing.forEach((entry, count) -> {
            if (count != 0) {
                differences.add((count > 0 ? "missing: " : "too many: ") + entry);
            }
        });
        return differences;
    }

    private static List<String> differences(
            DynamoDbClient client, TableDescription table, GlobalSecondaryIndexDescription index) {
        var items =
                client.scanPaginator(scan -> scan.tableName(table.tableName()).consistentRead(true)).items().stream()
                        .toList();
        var expected = implied(table, index, items);
        var actual = entries(client, table.tableName(), index.indexName());
        var differences = new ArrayList<>(differences(expected, actual));
        if (!differences.isEmpty()) {
            var keys = table.keySchema().stream()
                    .map(KeySchemaElement::attributeName)
                    .toList();
            var wrong = wrongKeys(expected, actual, keys);
            of(wrong, items, keys).forEach(item -> differences.add("item: " + item));
            of(wrong, actual, keys).forEach(entry -> differences.add("entry: " + entry));
        }
        return differences;
    }

    /** The keys of the items whose entries are not as they should be. */
    private static Set<List<AttributeValue>> wrongKeys(
            List<Map<String, AttributeValue>> expected, List<Map<String, AttributeValue>> actual, List<String> keys) {
        var both = new HashSet<>(expected);
        both.retainAll(new HashSet<>(actual));
        return Stream.concat(expected.stream(), actual.stream())
                .filter(entry -> !both.contains(entry))
                .map(entry -> keys.stream().map(entry::get).toList())
                .collect(Collectors.toSet());
    }

    private static List<Map<String, AttributeValue>> of(
            Set<List<AttributeValue>> wrong, List<Map<String, AttributeValue>> items, List<String> keys) {
        return items.stream()
                .filter(item -> wrong.contains(keys.stream().map(item::get).toList()))
                .toList();
    }

    private static Map<String, Integer> counted(List<Map<String, AttributeValue>> entries) {
        var counted = new TreeMap<String, Integer>();
        entries.forEach(entry -> counted.merge(new TreeMap<>(entry).toString(), 1, Integer::sum));
        return counted;
    }

    private static List<Map<String, AttributeValue>> entries(DynamoDbClient client, String table, String index) {
        return client.scanPaginator(scan -> scan.tableName(table).indexName(index)).items().stream()
                .<Map<String, AttributeValue>>map(TreeMap::new)
                .toList();
    }

    private static boolean isKey(@Nullable AttributeValue value, String type) {
        if (value == null) {
            return false;
        }
        return switch (type) {
            case "S" -> value.s() != null && !value.s().isEmpty();
            case "N" -> value.n() != null;
            default -> value.b() != null && value.b().asByteArray().length > 0;
        };
    }

    private static Map<String, AttributeValue> projected(
            Map<String, AttributeValue> item, TableDescription table, GlobalSecondaryIndexDescription index) {
        var kept = new TreeMap<>(item);
        if (!index.projection().projectionTypeAsString().equals("ALL")) {
            kept.keySet().retainAll(names(table, index));
        }
        return kept;
    }

    private static Set<String> names(TableDescription table, GlobalSecondaryIndexDescription index) {
        var names = Stream.concat(table.keySchema().stream(), index.keySchema().stream())
                .map(KeySchemaElement::attributeName)
                .collect(Collectors.toCollection(HashSet::new));
        names.addAll(index.projection().nonKeyAttributes());
        return names;
    }
}
