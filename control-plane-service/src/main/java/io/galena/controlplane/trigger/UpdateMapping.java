package io.galena.controlplane.trigger;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.controlplane.trigger.TriggerStore.MappingFilter;
import io.galena.kit.operation.Caller;
import io.galena.kit.trigger.MappingDescriptor;
import io.galena.kit.trigger.TriggerCall;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** {@code UpdateEventSourceMapping}. What the request does not say stays as it is. */
@Component
final class UpdateMapping implements TriggerOperation {
    private final CatalogDatabase database;
    private final TriggerStore triggers;
    private final InstantSource time;

    UpdateMapping(CatalogDatabase database, TriggerStore triggers, @Qualifier("controlPlaneTime") InstantSource time) {
        this.database = database;
        this.triggers = triggers;
        this.time = time;
    }

    @Override
    public Route route() {
        return new Route("PUT", TriggerCall.MAPPINGS, true);
    }

    @Override
    public TriggerCall.Answer handle(TriggerCall.Request request, String name) {
        var json = RequestJson.parse(request.body());
        var updated = database.change(revision -> {
            var before = GetMapping.require(triggers, request.caller(), name);
            var after = change(before.descriptor(), json, request.caller());
            triggers.put(after, time.instant(), revision);
            return new Mapping(after, time.instant(), before.lastResult());
        });
        return MappingJson.answer(202, members -> MappingJson.write(updated, "Updating", members));
    }

    private MappingDescriptor change(MappingDescriptor before, RequestJson json, Caller caller) {
        var function = json.string("FunctionName").map(FunctionName::parse).orElse(before.function());
        if (!function.equals(before.function())) {
            GetFunction.require(triggers, caller, function);
            var filter = MappingFilter.of(function, before.streamArn());
            triggers.mappings(before.account(), before.region(), filter, 1).stream()
                    .findFirst()
                    .ifPresent(known -> {
                        throw CreateMapping.conflict(known);
                    });
        }
        return new MappingDescriptor(
                before.uuid(),
                before.account(),
                before.region(),
                function,
                before.streamArn(),
                json.bool("Enabled").orElse(before.enabled()),
                before.started(),
                new MappingChange(json).applyTo(before.settings()));
    }
}
