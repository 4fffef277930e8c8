package io.galena.controlplane.trigger;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.controlplane.trigger.TriggerStore.MappingFilter;
import io.galena.kit.trigger.TriggerCall;
import org.springframework.stereotype.Component;

/** Takes a function away that no mapping names. */
@Component
final class DeleteFunction implements TriggerOperation {
    private final CatalogDatabase database;
    private final TriggerStore triggers;

    DeleteFunction(CatalogDatabase database, TriggerStore triggers) {
        this.database = database;
        this.triggers = triggers;
    }

    @Override
    public Route route() {
        return new Route("DELETE", TriggerCall.FUNCTIONS, true);
    }

    @Override
    public TriggerCall.Answer handle(TriggerCall.Request request, String name) {
        var gone = database.change(revision -> {
            var function = GetFunction.require(triggers, request.caller(), name);
            triggers.mappings(function.account(), function.region(), MappingFilter.of(name, ""), 1).stream()
                    .findFirst()
                    .ifPresent(mapping -> {
                        throw new LambdaException(
                                LambdaErrorType.RESOURCE_CONFLICT,
                                "The event source mapping "
                                        + mapping.descriptor().uuid() + " names the function.");
                    });
            triggers.drop(function, revision);
            return function;
        });
        return MappingJson.answer(200, json -> GetFunction.write(gone, json));
    }
}
