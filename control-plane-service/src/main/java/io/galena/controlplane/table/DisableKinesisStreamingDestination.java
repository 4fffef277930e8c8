package io.galena.controlplane.table;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.destination.DestinationStatus;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/**
 * {@code DisableKinesisStreamingDestination}. Everything that was written before is delivered; then the destination is {@code DISABLED}.
 */
@Component
final class DisableKinesisStreamingDestination implements Operation<DestinationRequest, DestinationRequest> {
    private final CatalogDatabase database;
    private final ActiveDestinations active;
    private final DestinationUpkeep upkeep;

    DisableKinesisStreamingDestination(CatalogDatabase database, ActiveDestinations active, DestinationUpkeep upkeep) {
        this.database = database;
        this.active = active;
        this.upkeep = upkeep;
    }

    @Override
    public String name() {
        return "DisableKinesisStreamingDestination";
    }

    @Override
    public DestinationRequest read(Structure input, Caller caller) {
        return DestinationRequest.read(input, caller);
    }

    @Override
    public DestinationRequest handle(DestinationRequest request, Caller caller) {
        database.change(revision -> {
            var destination =
                    active.require(request.destination(), caller, "disable").destination();
            active.store().move(destination.descriptor().id(), DestinationStatus.DISABLING, revision);
            return destination;
        });
        upkeep.startSoon();
        return request;
    }

    @Override
    public void write(DestinationRequest answer, JsonGenerator json) {
        answer.write(json, DestinationStatus.DISABLING);
    }
}
