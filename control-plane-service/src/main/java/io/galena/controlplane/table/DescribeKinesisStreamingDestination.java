package io.galena.controlplane.table;

import io.galena.controlplane.destination.Destination;
import io.galena.controlplane.destination.DestinationStore;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.catalog.TableReference;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code DescribeKinesisStreamingDestination}: the destinations of a table, those that were turned off too. */
@Component
final class DescribeKinesisStreamingDestination
        implements Operation<TableReference, DescribeKinesisStreamingDestination.Answer> {
    private final TableStore tables;
    private final DestinationStore destinations;

    DescribeKinesisStreamingDestination(TableStore tables, DestinationStore destinations) {
        this.tables = tables;
        this.destinations = destinations;
    }

    @Override
    public String name() {
        return "DescribeKinesisStreamingDestination";
    }

    @Override
    public TableReference read(Structure input, Caller caller) {
        return TableReference.of(input, caller);
    }

    @Override
    public Answer handle(TableReference reference, Caller caller) {
        var table = tables.find(caller.account(), caller.region(), reference.name())
                .orElseThrow(() -> TableErrors.notFound(reference.name()));
        return new Answer(table.name(), destinations.of(table.id()));
    }

    @Override
    public void write(Answer answer, JsonGenerator json) {
        json.writeStringProperty("TableName", answer.table());
        json.writeArrayPropertyStart("KinesisDataStreamDestinations");
        answer.destinations().forEach(destination -> write(destination, json));
        json.writeEndArray();
    }

    private static void write(Destination destination, JsonGenerator json) {
        var descriptor = destination.descriptor();
        json.writeStartObject();
        json.writeStringProperty("StreamArn", descriptor.streamArn());
        json.writeStringProperty("DestinationStatus", descriptor.status().name());
        if (!destination.description().isEmpty()) {
            json.writeStringProperty("DestinationStatusDescription", destination.description());
        }
        json.writeStringProperty(
                "ApproximateCreationDateTimePrecision", descriptor.precision().name());
        json.writeEndObject();
    }

    /** What there is. */
    record Answer(String table, List<Destination> destinations) {}
}
