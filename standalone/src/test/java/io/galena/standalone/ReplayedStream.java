package io.galena.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** A table with the key {@code pk} (S) as its stream tells it. */
final class ReplayedStream {
    private ReplayedStream() {}

    /** Applies the changes; each must find the item as the change before left it. */
    static Map<String, Map<String, AttributeValue>> replay(List<Record> records) {
        var items = new HashMap<String, Map<String, AttributeValue>>();
        for (var each : records) {
            var change = each.dynamodb();
            var key = pk(change.keys());
            assertThat(change.oldImage()).as("the item %s before", key).isEqualTo(items.getOrDefault(key, Map.of()));
            if (change.hasNewImage()) {
                items.put(key, change.newImage());
            } else {
                items.remove(key);
            }
        }
        return new TreeMap<>(items);
    }

    /** The items that the table has. */
    static Map<String, Map<String, AttributeValue>> scan(DynamoDbClient client, String table) {
        var items = new TreeMap<String, Map<String, AttributeValue>>();
        client.scanPaginator(scan -> scan.tableName(table).consistentRead(true)).items().stream()
                .forEach(item -> items.put(pk(item), item));
        return items;
    }

    private static String pk(Map<String, AttributeValue> item) {
        return item.getOrDefault("pk", AttributeValue.fromS("")).s();
    }
}
