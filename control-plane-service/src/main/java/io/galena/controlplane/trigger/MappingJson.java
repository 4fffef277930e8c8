package io.galena.controlplane.trigger;

import io.galena.kit.trigger.TriggerCall;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Mappings as Lambda's API shows them. */
final class MappingJson {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private MappingJson() {}

    /** An answer that is one JSON object. */
    static TriggerCall.Answer answer(int status, Consumer<JsonGenerator> members) {
        return new TriggerCall.Answer(status, "", object(members));
    }

    static String object(Consumer<JsonGenerator> members) {
        var text = new StringWriter();
        try (var json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            members.accept(json);
            json.writeEndObject();
        }
        return text.toString();
    }

    /** The members of a mapping. */
    static void write(Mapping mapping, String state, JsonGenerator json) {
        var descriptor = mapping.descriptor();
        var settings = descriptor.settings();
        json.writeStringProperty("UUID", descriptor.uuid());
        json.writeStringProperty(
                "EventSourceMappingArn",
                "arn:aws:lambda:" + descriptor.region() + ":" + descriptor.account() + ":event-source-mapping:"
                        + descriptor.uuid());
        json.writeStringProperty("EventSourceArn", descriptor.streamArn());
        json.writeStringProperty("FunctionArn", descriptor.functionArn());
        json.writeStringProperty("StartingPosition", settings.startingPosition());
        json.writeNumberProperty("BatchSize", settings.batchSize());
        json.writeNumberProperty("MaximumBatchingWindowInSeconds", settings.batchingWindowSeconds());
        json.writeNumberProperty("ParallelizationFactor", settings.parallelization());
        json.writeNumberProperty("MaximumRetryAttempts", settings.maximumRetryAttempts());
        json.writeNumberProperty("MaximumRecordAgeInSeconds", settings.maximumRecordAgeSeconds());
        json.writeBooleanProperty("BisectBatchOnFunctionError", settings.bisect());
        json.writeNumberProperty("TumblingWindowInSeconds", settings.tumblingWindowSeconds());
        writeFilters(mapping, json);
        json.writeObjectPropertyStart("DestinationConfig");
        json.writeObjectPropertyStart("OnFailure");
        settings.onFailure().ifPresent(destination -> json.writeStringProperty("Destination", destination));
        json.writeEndObject();
        json.writeEndObject();
        json.writeArrayPropertyStart("FunctionResponseTypes");
        if (settings.reportsItemFailures()) {
            json.writeString("ReportBatchItemFailures");
        }
        json.writeEndArray();
        json.writeStringProperty("State", state);
        json.writeStringProperty("StateTransitionReason", "User action");
        json.writeStringProperty("LastProcessingResult", mapping.lastResult());
        json.writeNumberProperty(
                "LastModified", BigDecimal.valueOf(mapping.lastModified().toEpochMilli(), 3));
    }

    private static void writeFilters(Mapping mapping, JsonGenerator json) {
        var filters = mapping.descriptor().settings().filters();
        if (filters.isEmpty()) {
            return;
        }
        json.writeObjectPropertyStart("FilterCriteria");
        json.writeArrayPropertyStart("Filters");
        filters.forEach(pattern -> {
            json.writeStartObject();
            json.writeStringProperty("Pattern", pattern);
            json.writeEndObject();
        });
        json.writeEndArray();
        json.writeEndObject();
    }
}
