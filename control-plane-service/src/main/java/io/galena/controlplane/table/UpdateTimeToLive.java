package io.galena.controlplane.table;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.controlplane.definition.TimeToLiveSetting;
import io.galena.controlplane.definition.TimeToLiveSetting.Step;
import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.catalog.TableReference;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/**
 * {@code UpdateTimeToLive}: turns the expiry of items on or off. Every shard takes on the next version of the table before
 * that, so that no write is missed; items that are there already are looked at afterwards, by {@link ExpiryFill}.
 */
@Component
final class UpdateTimeToLive implements Operation<UpdateTimeToLive.Request, UpdateTimeToLive.Request> {
    private final CatalogDatabase database;
    private final TableStore tables;
    private final TableLifecycle lifecycle;
    private final ExpiryFill fill;

    UpdateTimeToLive(CatalogDatabase database, TableStore tables, TableLifecycle lifecycle, ExpiryFill fill) {
        this.database = database;
        this.tables = tables;
        this.lifecycle = lifecycle;
        this.fill = fill;
    }

    @Override
    public String name() {
        return "UpdateTimeToLive";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        var specification = input.structure("TimeToLiveSpecification").orElseThrow();
        return new Request(
                TableReference.of(input, caller),
                specification.string("AttributeName").orElseThrow(),
                specification.bool("Enabled").orElseThrow());
    }

    @Override
    public Request handle(Request request, Caller caller) {
        var name = request.table().name();
        var table = database.change(revision -> {
            var before =
                    tables.find(caller.account(), caller.region(), name).orElseThrow(() -> TableErrors.notFound(name));
            TableErrors.requireActive(before);
            var settings = before.settings();
            tables.updateSettings(
                    before.id(), settings.expiring(Optional.of(changed(settings.timeToLive(), request))), revision);
            tables.startUpdate(before.id(), 0, revision);
            return before;
        });
        lifecycle.drive(table.id());
        fill.startSoon();
        return request;
    }

    @Override
    public void write(Request answer, JsonGenerator json) {
        json.writeObjectPropertyStart("TimeToLiveSpecification");
        json.writeStringProperty("AttributeName", answer.attribute());
        json.writeBooleanProperty("Enabled", answer.enabled());
        json.writeEndObject();
    }

    private static TimeToLiveSetting changed(Optional<TimeToLiveSetting> before, Request request) {
        if (before.isEmpty()) {
            if (!request.enabled()) {
                throw DynamoDbException.validation("TimeToLive is already disabled");
            }
            return new TimeToLiveSetting(request.attribute(), Step.ENABLING);
        }
        var present = before.get();
        if (present.step() != Step.ENABLED) {
            throw DynamoDbException.validation("Time to live has been modified multiple times within a fixed interval");
        }
        if (!present.attribute().equals(request.attribute())) {
            throw DynamoDbException.validation(
                    "TimeToLive is active on a different AttributeName: current AttributeName is "
                            + present.attribute());
        }
        if (request.enabled()) {
            throw DynamoDbException.validation("TimeToLive is already enabled");
        }
        return present.at(Step.DISABLING);
    }

    /** What is to be changed. */
    record Request(TableReference table, String attribute, boolean enabled) {}
}
