package io.galena.controlplane.table;

import io.galena.kit.catalog.TableStatus;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;

/** Writes the {@code GlobalSecondaryIndexes} of a table's description; a table that is being deleted shows none. */
record GlobalIndexDescriptions(Table table, Instant now, JsonGenerator json) {
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
        var status = status(index);
        json.writeStartObject();
        json.writeStringProperty("IndexName", definition.name());
        IndexParts.writeKeySchema(json, definition.keySchema());
        IndexParts.writeProjection(json, definition.projection());
        json.writeStringProperty("IndexStatus", status);
        writeBackfilling(index);
        IndexParts.writeThroughput(json, capacity.throughput(), capacity.history(), now);
        json.writeNumberProperty("IndexSizeBytes", index.sizeBytes());
        json.writeNumberProperty("ItemCount", index.itemCount());
        json.writeStringProperty("IndexArn", table.arn() + "/index/" + definition.name());
        capacity.onDemandThroughput().ifPresent(limits -> IndexParts.writeOnDemandThroughput(json, limits));
        IndexParts.writeWarmThroughput(json, capacity.currentWarmThroughput(), status);
        json.writeEndObject();
    }

    private String status(GlobalIndex index) {
        return switch (index.state()) {
            case ADDING, BACKFILLING, BACKFILLED -> "CREATING";
            case ACTIVE -> table.status() == TableStatus.CREATING ? "CREATING" : "ACTIVE";
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
