package io.galena.controlplane.table;

import io.galena.controlplane.definition.GlobalIndexDefinition;
import io.galena.controlplane.definition.IndexCapacity;
import io.galena.kit.catalog.TableStatus;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;

/** Writes the {@code GlobalSecondaryIndexes} of a table's description; a table that is being deleted shows none. */
record GlobalIndexDescriptions(Table before, Table table, Instant now, JsonGenerator json) {
    void write() {
        if (table.globalIndexes().isEmpty() || table.status() == TableStatus.DELETING) {
            return;
        }
        json.writeArrayPropertyStart("GlobalSecondaryIndexes");
        table.globalIndexes().forEach(this::write);
        json.writeEndArray();
    }

    private void write(GlobalIndex index) {
        var definition = index.definition();
        var capacity = definition.capacity();
        var old = old(index);
        var status = status(index, old.capacity());
        json.writeStartObject();
        json.writeStringProperty("IndexName", definition.name());
        IndexParts.writeKeySchema(json, definition.keySchema());
        IndexParts.writeProjection(json, definition.projection());
        json.writeStringProperty("IndexStatus", status);
        writeBackfilling(index);
        IndexParts.writeThroughput(
                json,
                old.capacity().throughput().shownUntil(capacity.throughput()),
                capacity.history(),
                old.capacity().history().decreasesOn(now));
        json.writeNumberProperty("IndexSizeBytes", index.sizeBytes());
        json.writeNumberProperty("ItemCount", index.itemCount());
        json.writeStringProperty("IndexArn", table.arn() + "/index/" + definition.name());
        capacity.onDemandThroughput().ifPresent(limits -> IndexParts.writeOnDemandThroughput(json, limits));
        var warm = capacity.currentWarmThroughput();
        var isChanging =
                status.equals("CREATING") || !warm.equals(old.capacity().currentWarmThroughput());
        IndexParts.writeWarmThroughput(json, warm, isChanging);
        json.writeEndObject();
    }

    /** The index before the update that is described; a new one is what it was. */
    private GlobalIndexDefinition old(GlobalIndex index) {
        return before.globalIndexes().stream()
                .filter(other -> other.id() == index.id())
                .findFirst()
                .orElse(index)
                .definition();
    }

    private String status(GlobalIndex index, IndexCapacity old) {
        return switch (index.state()) {
            case ADDING, BACKFILLING, BACKFILLED -> "CREATING";
            case ACTIVE -> {
                if (table.status() == TableStatus.CREATING) {
                    yield "CREATING";
                }
                yield old.isBoundedAs(index.definition().capacity()) ? "ACTIVE" : "UPDATING";
            }
            case REMOVING -> "DELETING";
        };
    }

    /** Told of an index that was added to its table as long as it cannot be read. */
    private void writeBackfilling(GlobalIndex index) {
        switch (index.state()) {
            case ADDING -> json.writeBooleanProperty("Backfilling", false);
            case BACKFILLING, BACKFILLED -> json.writeBooleanProperty("Backfilling", true);
            case ACTIVE, REMOVING -> {}
        }
    }
}
