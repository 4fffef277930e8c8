package io.galena.controlplane.table;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.destination.DestinationPrecision;
import io.galena.kit.destination.DestinationStatus;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/**
 * {@code UpdateKinesisStreamingDestination}: another precision of times. The destination is {@code ACTIVE} again as soon as every record
 * that follows has it.
 */
@Component
final class UpdateKinesisStreamingDestination
        implements Operation<UpdateKinesisStreamingDestination.Request, UpdateKinesisStreamingDestination.Request> {
    private static final String CONFIGURATION = "UpdateKinesisStreamingConfiguration";

    private final CatalogDatabase database;
    private final ActiveDestinations active;

    UpdateKinesisStreamingDestination(CatalogDatabase database, ActiveDestinations active) {
        this.database = database;
        this.active = active;
    }

    @Override
    public String name() {
        return "UpdateKinesisStreamingDestination";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        var destination = DestinationReference.of(input, caller);
        return new Request(
                destination,
                input.structure(CONFIGURATION)
                        .flatMap(configuration -> configuration.string("ApproximateCreationDateTimePrecision"))
                        .map(DestinationPrecision::valueOf)
                        .orElseThrow(
                                () -> DynamoDbException.validation(
                                        "Streaming destination cannot be updated with given parameters:"
                                                + " UpdateKinesisStreamingConfiguration cannot be null or contain only null values")));
    }

    @Override
    public Request handle(Request request, Caller caller) {
        database.change(revision -> {
            var found = active.require(request.destination(), caller, "update");
            var destination = found.destination().descriptor();
            if (destination.precision() == request.precision()) {
                throw DestinationErrors.samePrecision(destination, found.table());
            }
            active.store().update(destination.id(), request.precision(), revision);
            return destination;
        });
        return request;
    }

    @Override
    public void write(Request answer, JsonGenerator json) {
        answer.destination().write(json, DestinationStatus.UPDATING);
        json.writeObjectPropertyStart(CONFIGURATION);
        json.writeStringProperty(
                "ApproximateCreationDateTimePrecision", answer.precision().name());
        json.writeEndObject();
    }

    /** What is to be changed. */
    record Request(DestinationReference destination, DestinationPrecision precision) {}
}
