package io.galena.controlplane.table;

import io.galena.controlplane.definition.KeyElement;
import io.galena.controlplane.definition.OnDemandThroughput;
import io.galena.controlplane.definition.ProjectionDefinition;
import io.galena.controlplane.definition.Throughput;
import io.galena.controlplane.definition.ThroughputHistory;
import io.galena.controlplane.definition.WarmThroughput;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Members that the descriptions of tables and of indexes have alike. */
final class IndexParts {
    private IndexParts() {}

    static void writeKeySchema(JsonGenerator json, List<KeyElement> keySchema) {
        json.writeArrayPropertyStart("KeySchema");
        for (var element : keySchema) {
            json.writeStartObject();
            json.writeStringProperty("AttributeName", element.attribute());
            json.writeStringProperty("KeyType", element.role().name());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void writeProjection(JsonGenerator json, ProjectionDefinition projection) {
        json.writeObjectPropertyStart("Projection");
        json.writeStringProperty(
                "ProjectionType", projection.type().orElseThrow().name());
        projection.nonKeyAttributes().ifPresent(names -> {
            json.writeArrayPropertyStart("NonKeyAttributes");
            names.forEach(json::writeString);
            json.writeEndArray();
        });
        json.writeEndObject();
    }

    /** @param decreases how many there have been today */
    static void writeThroughput(JsonGenerator json, Throughput throughput, ThroughputHistory history, int decreases) {
        json.writeObjectPropertyStart("ProvisionedThroughput");
        history.lastIncrease().ifPresent(time -> Timestamps.write(json, "LastIncreaseDateTime", time));
        history.lastDecrease().ifPresent(time -> Timestamps.write(json, "LastDecreaseDateTime", time));
        json.writeNumberProperty("NumberOfDecreasesToday", decreases);
        json.writeNumberProperty("ReadCapacityUnits", throughput.read());
        json.writeNumberProperty("WriteCapacityUnits", throughput.write());
        json.writeEndObject();
    }

    static void writeOnDemandThroughput(JsonGenerator json, OnDemandThroughput limits) {
        json.writeObjectPropertyStart("OnDemandThroughput");
        json.writeNumberProperty("MaxReadRequestUnits", limits.maxRead());
        json.writeNumberProperty("MaxWriteRequestUnits", limits.maxWrite());
        json.writeEndObject();
    }

    static void writeWarmThroughput(JsonGenerator json, WarmThroughput warm, boolean isChanging) {
        json.writeObjectPropertyStart("WarmThroughput");
        json.writeNumberProperty("ReadUnitsPerSecond", warm.read());
        json.writeNumberProperty("WriteUnitsPerSecond", warm.write());
        json.writeStringProperty("Status", isChanging ? "UPDATING" : "ACTIVE");
        json.writeEndObject();
    }
}
