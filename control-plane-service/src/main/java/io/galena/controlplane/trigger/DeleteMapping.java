package io.galena.controlplane.trigger;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.kit.trigger.TriggerCall;
import org.springframework.stereotype.Component;

/** {@code DeleteEventSourceMapping}. It is gone at once; an invocation that is under way goes on. */
@Component
final class DeleteMapping implements TriggerOperation {
    private final CatalogDatabase database;
    private final TriggerStore triggers;

    DeleteMapping(CatalogDatabase database, TriggerStore triggers) {
        this.database = database;
        this.triggers = triggers;
    }

    @Override
    public Route route() {
        return new Route("DELETE", TriggerCall.MAPPINGS, true);
    }

    @Override
    public TriggerCall.Answer handle(TriggerCall.Request request, String name) {
        var gone = database.change(revision -> {
            var mapping = GetMapping.require(triggers, request.caller(), name);
            triggers.drop(mapping.descriptor(), revision);
            return mapping;
        });
        return MappingJson.answer(202, json -> MappingJson.write(gone, "Deleting", json));
    }
}
