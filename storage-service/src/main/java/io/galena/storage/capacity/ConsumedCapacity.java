package io.galena.storage.capacity;

import io.galena.storage.index.IndexMutation;
import io.galena.storage.row.StoredRow;
import io.galena.storage.write.WriteResult;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * What an operation cost on one table.
 *
 * @param table the table as the request named it, by name or by ARN
 * @param tableUnits the units spent on the table itself
 * @param localIndexUnits the units spent on each local secondary index that was touched, in the order of the table's indexes
 */
public record ConsumedCapacity(String table, double tableUnits, Map<String, Double> localIndexUnits) {
    public ConsumedCapacity {
        localIndexUnits = Collections.unmodifiableMap(new LinkedHashMap<>(localIndexUnits));
    }

    /** The cost of an operation that touched no index. */
    public static ConsumedCapacity ofTable(String table, double units) {
        return new ConsumedCapacity(table, units, Map.of());
    }

    /** The cost of a write: the larger of the old and the new image, of the item and of each index entry that changed. */
    public static ConsumedCapacity ofWrite(String table, WriteResult result) {
        var indexUnits = new LinkedHashMap<String, Double>();
        result.indexMutations()
                .forEach(mutation -> indexUnits.merge(mutation.index().name(), units(mutation), Double::sum));
        return new ConsumedCapacity(
                table, CapacityUnits.write(result.sizeBefore().orElse(0), size(result.after())), indexUnits);
    }

    /** The sum of two costs on the same table. */
    public ConsumedCapacity plus(ConsumedCapacity other) {
        var sums = new LinkedHashMap<>(localIndexUnits);
        other.localIndexUnits.forEach((index, units) -> sums.merge(index, units, Double::sum));
        return new ConsumedCapacity(table, tableUnits + other.tableUnits, sums);
    }

    /** Table and indexes together. */
    public double total() {
        return tableUnits
                + localIndexUnits.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum();
    }

    /** Writes the answer's member {@code ConsumedCapacity}, unless the request did not ask for it. */
    public void writeMember(ReturnConsumedCapacity detail, JsonGenerator json) {
        if (detail != ReturnConsumedCapacity.NONE) {
            json.writeName("ConsumedCapacity");
            write(detail, json);
        }
    }

    /** Writes the member {@code ConsumedCapacity} of a batch's answer, a list with an entry for each table. */
    public static void writeMember(
            Iterable<ConsumedCapacity> tables, ReturnConsumedCapacity detail, JsonGenerator json) {
        if (detail != ReturnConsumedCapacity.NONE) {
            json.writeArrayPropertyStart("ConsumedCapacity");
            tables.forEach(table -> table.write(detail, json));
            json.writeEndArray();
        }
    }

    /** An entry that moves is a delete and a put. */
    private static double units(IndexMutation mutation) {
        var removed = size(mutation.removed());
        var put = size(mutation.put());
        return mutation.moves()
                ? CapacityUnits.write(removed, 0) + CapacityUnits.write(0, put)
                : CapacityUnits.write(removed, put);
    }

    private static int size(Optional<StoredRow> row) {
        return row.map(StoredRow::size).orElse(0);
    }

    private void write(ReturnConsumedCapacity detail, JsonGenerator json) {
        json.writeStartObject();
        json.writeNumberProperty("CapacityUnits", total());
        json.writeStringProperty("TableName", table);
        if (detail == ReturnConsumedCapacity.INDEXES) {
            writeUnits("Table", tableUnits, json);
            if (!localIndexUnits.isEmpty()) {
                json.writeObjectPropertyStart("LocalSecondaryIndexes");
                localIndexUnits.forEach((index, units) -> writeUnits(index, units, json));
                json.writeEndObject();
            }
        }
        json.writeEndObject();
    }

    private static void writeUnits(String name, double units, JsonGenerator json) {
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("CapacityUnits", units);
        json.writeEndObject();
    }
}
