package io.galena.storage.capacity;

import io.galena.kit.catalog.IndexDescriptor;
import io.galena.storage.index.IndexMutation;
import io.galena.storage.row.StoredRow;
import io.galena.storage.write.WriteResult;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/**
 * What an operation cost on one table.
 *
 * @param table the table as the request named it, by name or by ARN
 * @param tableUnits the units spent on the table itself
 * @param localIndexUnits the units spent on each local secondary index that was touched, in the order of the table's indexes
 * @param globalIndexUnits the same for global secondary indexes
 */
public record ConsumedCapacity(
        String table, double tableUnits, Map<String, Double> localIndexUnits, Map<String, Double> globalIndexUnits) {
    public ConsumedCapacity {
        localIndexUnits = Collections.unmodifiableMap(new LinkedHashMap<>(localIndexUnits));
        globalIndexUnits = Collections.unmodifiableMap(new LinkedHashMap<>(globalIndexUnits));
    }

    /** The cost of an operation that touched no index. */
    public static ConsumedCapacity ofTable(String table, double units) {
        return new ConsumedCapacity(table, units, Map.of(), Map.of());
    }

    /** The cost of reading an index, and perhaps the items behind its entries. */
    public static ConsumedCapacity ofIndex(String table, double tableUnits, IndexDescriptor index, double indexUnits) {
        var units = Map.of(index.name(), indexUnits);
        return index.scope() == IndexDescriptor.Scope.LOCAL
                ? new ConsumedCapacity(table, tableUnits, units, Map.of())
                : new ConsumedCapacity(table, tableUnits, Map.of(), units);
    }

    /** The cost of a write: the larger of the old and the new image, of the item and of each index entry that changed. */
    public static ConsumedCapacity ofWrite(String table, WriteResult result) {
        var local = new LinkedHashMap<String, Double>();
        var global = new LinkedHashMap<String, Double>();
        for (var mutation : result.indexMutations()) {
            var index = mutation.index();
            (index.scope() == IndexDescriptor.Scope.LOCAL ? local : global)
                    .merge(index.name(), units(mutation), Double::sum);
        }
        return new ConsumedCapacity(
                table, CapacityUnits.write(result.sizeBefore().orElse(0), size(result.after())), local, global);
    }

    /** The sum of two costs on the same table. */
    public ConsumedCapacity plus(ConsumedCapacity other) {
        return new ConsumedCapacity(
                table,
                tableUnits + other.tableUnits,
                sum(localIndexUnits, other.localIndexUnits),
                sum(globalIndexUnits, other.globalIndexUnits));
    }

    /** What the same costs as part of a transaction. */
    public ConsumedCapacity twice() {
        return plus(this);
    }

    /** Table and indexes together. */
    public double total() {
        return tableUnits
                + Stream.of(localIndexUnits, globalIndexUnits)
                        .flatMap(units -> units.values().stream())
                        .mapToDouble(Double::doubleValue)
                        .sum();
    }

    /** Writes the answer's member {@code ConsumedCapacity}, unless the request did not ask for it. */
    public void writeMember(ReturnConsumedCapacity detail, JsonGenerator json) {
        if (detail != ReturnConsumedCapacity.NONE) {
            json.writeName("ConsumedCapacity");
            write(detail, Optional.empty(), json);
        }
    }

    /** Writes the member {@code ConsumedCapacity} of a batch's answer, a list with an entry for each table. */
    public static void writeMember(
            Iterable<ConsumedCapacity> tables, ReturnConsumedCapacity detail, JsonGenerator json) {
        if (detail != ReturnConsumedCapacity.NONE) {
            json.writeArrayPropertyStart("ConsumedCapacity");
            tables.forEach(table -> table.write(detail, Optional.empty(), json));
            json.writeEndArray();
        }
    }

    /** The same for a transaction's answer, which says in which direction the capacity went. */
    public static void writeTransaction(
            Iterable<ConsumedCapacity> tables, Direction direction, ReturnConsumedCapacity detail, JsonGenerator json) {
        if (detail != ReturnConsumedCapacity.NONE) {
            json.writeArrayPropertyStart("ConsumedCapacity");
            tables.forEach(table -> table.write(detail, Optional.of(direction), json));
            json.writeEndArray();
        }
    }

    /** The cost of a change of an index's entry. One that moves is a delete and a put. */
    public static double units(IndexMutation mutation) {
        var removed = size(mutation.removed());
        var put = size(mutation.put());
        return mutation.moves()
                ? CapacityUnits.write(removed, 0) + CapacityUnits.write(0, put)
                : CapacityUnits.write(removed, put);
    }

    private static int size(Optional<StoredRow> row) {
        return row.map(StoredRow::size).orElse(0);
    }

    private void write(ReturnConsumedCapacity detail, Optional<Direction> direction, JsonGenerator json) {
        json.writeStartObject();
        writeUnits(total(), direction, json);
        json.writeStringProperty("TableName", table);
        if (detail == ReturnConsumedCapacity.INDEXES) {
            writeUnits("Table", tableUnits, direction, json);
            writeIndexes("LocalSecondaryIndexes", localIndexUnits, direction, json);
            writeIndexes("GlobalSecondaryIndexes", globalIndexUnits, direction, json);
        }
        json.writeEndObject();
    }

    private static void writeIndexes(
            String member, Map<String, Double> indexes, Optional<Direction> direction, JsonGenerator json) {
        if (!indexes.isEmpty()) {
            json.writeObjectPropertyStart(member);
            indexes.forEach((index, units) -> writeUnits(index, units, direction, json));
            json.writeEndObject();
        }
    }

    private static Map<String, Double> sum(Map<String, Double> one, Map<String, Double> other) {
        var sums = new LinkedHashMap<>(one);
        other.forEach((index, units) -> sums.merge(index, units, Double::sum));
        return sums;
    }

    private static void writeUnits(String name, double units, Optional<Direction> direction, JsonGenerator json) {
        json.writeObjectPropertyStart(name);
        writeUnits(units, direction, json);
        json.writeEndObject();
    }

    private static void writeUnits(double units, Optional<Direction> direction, JsonGenerator json) {
        json.writeNumberProperty("CapacityUnits", units);
        direction.ifPresent(given -> json.writeNumberProperty(given.member, units));
    }

    /** Whether capacity went into reading or into writing. */
    public enum Direction {
        READ("ReadCapacityUnits"),
        WRITE("WriteCapacityUnits");

        private final String member;

        Direction(String member) {
            this.member = member;
        }
    }
}
