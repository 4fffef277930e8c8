package io.galena.controlplane.table;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.controlplane.definition.DestinationLog;
import io.galena.controlplane.destination.Destination;
import io.galena.controlplane.destination.DestinationStore;
import io.galena.controlplane.kinesis.KinesisStore;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.catalog.TableStatus;
import io.galena.kit.destination.DestinationDescriptor;
import io.galena.kit.destination.DestinationPrecision;
import io.galena.kit.destination.DestinationStatus;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.kit.kinesis.KinesisStreamStatus;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/**
 * {@code EnableKinesisStreamingDestination}. If nobody reads the table's changes so far, every shard takes on the next version of the
 * table first. The stream service finds out of the destination and begins; then it is {@code ACTIVE}.
 */
@Component
final class EnableKinesisStreamingDestination implements Operation<DestinationRequest, DestinationRequest> {
    private static final int MOST = 2;
    private static final int TRIES = 3;

    private final CatalogDatabase database;
    private final TableStore tables;
    private final DestinationStore destinations;
    private final KinesisStore streams;
    private final TableLifecycle lifecycle;

    EnableKinesisStreamingDestination(
            CatalogDatabase database,
            TableStore tables,
            DestinationStore destinations,
            KinesisStore streams,
            TableLifecycle lifecycle) {
        this.database = database;
        this.tables = tables;
        this.destinations = destinations;
        this.streams = streams;
        this.lifecycle = lifecycle;
    }

    @Override
    public String name() {
        return "EnableKinesisStreamingDestination";
    }

    @Override
    public DestinationRequest read(Structure input, Caller caller) {
        return DestinationRequest.read(input, caller);
    }

    @Override
    public DestinationRequest handle(DestinationRequest request, Caller caller) {
        var name = request.destination().table().name();
        for (var tried = 1; ; tried++) {
            var mayWait = tried < TRIES;
            var table = database.change(revision -> {
                var found = tables.find(caller.account(), caller.region(), name)
                        .orElseThrow(() -> TableErrors.notFound(name));
                if (!mayWait || !isClosing(found)) {
                    TableErrors.requireActive(found);
                    enable(request, found, revision);
                }
                return found;
            });
            lifecycle.drive(table.id());
            if (!mayWait || !isClosing(table)) {
                return request;
            }
        }
    }

    /** Whether its writers stop to tell of changes, because the last destination was turned off: that is over in a moment. */
    private static boolean isClosing(Table table) {
        return table.status() == TableStatus.UPDATING
                && table.settings()
                        .destinationLog()
                        .filter(DestinationLog.CLOSING::equals)
                        .isPresent();
    }

    @Override
    public void write(DestinationRequest answer, JsonGenerator json) {
        answer.write(json, DestinationStatus.ENABLING);
    }

    private void enable(DestinationRequest request, Table table, long revision) {
        var arn = request.destination().streamArn();
        var stream = streams.find(table.account(), table.region(), request.destination().stream())
                .filter(found -> found.status() != KinesisStreamStatus.DELETING)
                .orElseThrow(() -> DestinationErrors.streamNotFound(arn));
        var others = destinations.of(table.id());
        requireOff(others, arn);
        if (stream.status() == KinesisStreamStatus.CREATING) {
            throw DestinationErrors.streamIsCreated(arn);
        }
        if (others.stream().filter(other -> other.status().isOn()).count() >= MOST) {
            throw DestinationErrors.tooMany(MOST);
        }
        destinations.put(descriptor(request, table, stream), revision);
        if (table.settings().destinationLog().isEmpty()) {
            tables.updateSettings(
                    table.id(), table.settings().delivering(Optional.of(DestinationLog.OPENING)), revision);
            tables.startUpdate(table.id(), 0, revision);
        }
    }

    private static void requireOff(List<Destination> others, String arn) {
        for (var other : others) {
            if (other.descriptor().streamArn().equals(arn)) {
                switch (other.status()) {
                    case DISABLED, ENABLE_FAILED -> {}
                    case ENABLING, ACTIVE, UPDATING, DISABLING -> throw DestinationErrors.alreadyEnabled();
                }
            }
        }
    }

    private DestinationDescriptor descriptor(DestinationRequest request, Table table, KinesisStreamDescriptor stream) {
        return new DestinationDescriptor(
                destinations.nextId(),
                table.id(),
                table.account(),
                table.region(),
                table.name(),
                stream.id(),
                request.destination().streamArn(),
                DestinationStatus.ENABLING,
                request.precision().orElse(DestinationPrecision.MILLISECOND),
                table.partitions().size());
    }
}
