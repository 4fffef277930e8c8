package io.galena.controlplane.table;

import io.galena.controlplane.definition.EncryptionSetting;
import io.galena.controlplane.definition.StreamSetting;
import io.galena.kit.catalog.TableStatus;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;

/** Writes a table as the API's {@code TableDescription}, with the members and in the order that the service writes. */
final class TableDescription {
    private final Table before;
    private final Table table;
    private final Instant now;
    private final JsonGenerator json;

    private TableDescription(Table before, Table table, Instant now, JsonGenerator json) {
        this.before = before;
        this.table = table;
        this.now = now;
        this.json = json;
    }

    /** Writes the description as the member of that name. */
    static void write(JsonGenerator json, String member, Table table, Instant now) {
        json.writeName(member);
        new TableDescription(table, table, now, json).write();
    }

    /** Writes the description of a table that is being changed. */
    static void writeUpdate(JsonGenerator json, String member, TableUpdate update, Instant now) {
        json.writeName(member);
        new TableDescription(update.before(), update.after(), now, json).write();
    }

    private void write() {
        json.writeStartObject();
        writeAttributes();
        json.writeStringProperty("TableName", table.name());
        IndexParts.writeKeySchema(json, table.keySchema());
        json.writeStringProperty("TableStatus", table.status().name());
        Timestamps.write(json, "CreationDateTime", table.created());
        writeThroughput();
        json.writeNumberProperty("TableSizeBytes", table.sizeBytes());
        json.writeNumberProperty("ItemCount", table.itemCount());
        json.writeStringProperty("TableArn", table.arn());
        json.writeStringProperty("TableId", table.uuid().toString());
        writeBillingMode();
        writeLocalIndexes();
        new GlobalIndexDescriptions(before, table, now, json).write();
        table.settings().stream().ifPresent(this::writeStream);
        table.settings().encryption().filter(EncryptionSetting::enabled).ifPresent(_ -> writeEncryption());
        writeTableClass();
        json.writeBooleanProperty("DeletionProtectionEnabled", table.settings().deletionProtection());
        writeOnDemandThroughput();
        writeWarmThroughput();
        json.writeEndObject();
    }

    private void writeAttributes() {
        json.writeArrayPropertyStart("AttributeDefinitions");
        for (var attribute : table.attributes()) {
            json.writeStartObject();
            json.writeStringProperty("AttributeName", attribute.name());
            json.writeStringProperty("AttributeType", attribute.type().name());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeThroughput() {
        var old = before.settings();
        var settings = table.settings();
        IndexParts.writeThroughput(
                json,
                old.throughput().shownUntil(settings.throughput()),
                settings.throughputHistory(),
                old.throughputHistory().decreasesOn(now));
    }

    /** A table that was never paid per request says nothing of its billing mode. */
    private void writeBillingMode() {
        table.settings().payPerRequestSince().ifPresent(since -> {
            json.writeObjectPropertyStart("BillingModeSummary");
            json.writeStringProperty(
                    "BillingMode", table.settings().billingMode().name());
            Timestamps.write(json, "LastUpdateToPayPerRequestDateTime", since);
            json.writeEndObject();
        });
    }

    private void writeLocalIndexes() {
        if (table.localIndexes().isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart("LocalSecondaryIndexes");
        for (var index : table.localIndexes()) {
            var definition = index.definition();
            json.writeStartObject();
            json.writeStringProperty("IndexName", definition.name());
            IndexParts.writeKeySchema(json, definition.keySchema());
            IndexParts.writeProjection(json, definition.projection());
            json.writeNumberProperty("IndexSizeBytes", index.sizeBytes());
            json.writeNumberProperty("ItemCount", index.itemCount());
            json.writeStringProperty("IndexArn", table.arn() + "/index/" + definition.name());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The last stream stays known by its label and ARN after it was disabled. */
    private void writeStream(StreamSetting stream) {
        if (stream.enabled()) {
            json.writeObjectPropertyStart("StreamSpecification");
            json.writeBooleanProperty("StreamEnabled", true);
            json.writeStringProperty("StreamViewType", stream.viewType());
            json.writeEndObject();
        }
        json.writeStringProperty("LatestStreamLabel", stream.label());
        json.writeStringProperty("LatestStreamArn", table.arn() + "/stream/" + stream.label());
    }

    /** It was asked for, and it says that it is not so: rows are not encrypted one by one. */
    private void writeEncryption() {
        json.writeObjectPropertyStart("SSEDescription");
        json.writeStringProperty("Status", "DISABLED");
        json.writeStringProperty("SSEType", "KMS");
        json.writeEndObject();
    }

    private void writeTableClass() {
        table.settings().tableClass().ifPresent(tableClass -> {
            json.writeObjectPropertyStart("TableClassSummary");
            json.writeStringProperty("TableClass", tableClass.name());
            tableClass.lastUpdate().ifPresent(time -> Timestamps.write(json, "LastUpdateDateTime", time));
            json.writeEndObject();
        });
    }

    private void writeOnDemandThroughput() {
        table.settings().onDemandThroughput().ifPresent(limits -> IndexParts.writeOnDemandThroughput(json, limits));
    }

    private void writeWarmThroughput() {
        var warm = table.settings().currentWarmThroughput();
        var isChanging = table.status() == TableStatus.CREATING
                || !warm.equals(before.settings().currentWarmThroughput());
        IndexParts.writeWarmThroughput(json, warm, isChanging);
    }
}
