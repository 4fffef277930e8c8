package io.galena.controlplane.table;

import io.galena.dynamodb.model.Structure;
import io.galena.kit.destination.DestinationPrecision;
import io.galena.kit.destination.DestinationStatus;
import io.galena.kit.operation.Caller;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** A request to turn a destination on or off, and the answer to it. */
record DestinationRequest(DestinationReference destination, Optional<DestinationPrecision> precision) {
    private static final String CONFIGURATION = "EnableKinesisStreamingConfiguration";
    private static final String PRECISION = "ApproximateCreationDateTimePrecision";

    static DestinationRequest read(Structure input, Caller caller) {
        return new DestinationRequest(
                DestinationReference.of(input, caller),
                input.structure(CONFIGURATION)
                        .flatMap(configuration -> configuration.string(PRECISION))
                        .map(DestinationPrecision::valueOf));
    }

    /** Writes the answer, which repeats the request. */
    void write(JsonGenerator json, DestinationStatus status) {
        destination.write(json, status);
        precision.ifPresent(asked -> {
            json.writeObjectPropertyStart(CONFIGURATION);
            json.writeStringProperty(PRECISION, asked.name());
            json.writeEndObject();
        });
    }
}
