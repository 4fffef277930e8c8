package io.galena.controlplane.table;

import io.galena.controlplane.destination.Destination;
import io.galena.controlplane.destination.DestinationStore;
import io.galena.controlplane.kinesis.KinesisStore;
import io.galena.dynamodb.error.DynamoDbException;
import io.galena.kit.destination.DestinationStatus;
import io.galena.kit.operation.Caller;
import org.springframework.stereotype.Component;

/** Finds destinations that requests are to change. */
@Component
final class ActiveDestinations {
    private final TableStore tables;
    private final DestinationStore destinations;
    private final KinesisStore streams;

    ActiveDestinations(TableStore tables, DestinationStore destinations, KinesisStore streams) {
        this.tables = tables;
        this.destinations = destinations;
        this.streams = streams;
    }

    /** All destinations, on and off. */
    DestinationStore store() {
        return destinations;
    }

    /**
     * A destination that is {@code ACTIVE}, of a table that is.
     *
     * @param doing what is to be done with it, for the words of errors
     * @throws DynamoDbException RESOURCE_NOT_FOUND when there is no such table or stream; RESOURCE_IN_USE when the table is
     *     being changed; VALIDATION when the stream is no destination of the table, or one in another status
     */
    Found require(DestinationReference reference, Caller caller, String doing) {
        var name = reference.table().name();
        var table = tables.find(caller.account(), caller.region(), name).orElseThrow(() -> TableErrors.notFound(name));
        TableErrors.requireActive(table);
        var destination = destinations.of(table.id()).stream()
                .filter(known -> known.descriptor().streamArn().equals(reference.streamArn()))
                .findFirst()
                .orElseThrow(() -> none(reference, caller, doing));
        if (destination.status() != DestinationStatus.ACTIVE) {
            throw DestinationErrors.notActive(doing);
        }
        return new Found(table, destination);
    }

    private DynamoDbException none(DestinationReference reference, Caller caller, String doing) {
        return streams.find(caller.account(), caller.region(), reference.stream())
                        .isPresent()
                ? DestinationErrors.none(doing, reference)
                : DestinationErrors.streamNotFound(reference.streamArn());
    }

    /** A destination and its table. */
    record Found(Table table, Destination destination) {}
}
