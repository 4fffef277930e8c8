package io.galena.controlplane.trigger;

import io.galena.kit.operation.Caller;
import io.galena.kit.trigger.TriggerCall;
import org.springframework.stereotype.Component;

/** {@code GetEventSourceMapping}. */
@Component
final class GetMapping implements TriggerOperation {
    private final TriggerStore triggers;

    GetMapping(TriggerStore triggers) {
        this.triggers = triggers;
    }

    @Override
    public Route route() {
        return new Route("GET", TriggerCall.MAPPINGS, true);
    }

    @Override
    public TriggerCall.Answer handle(TriggerCall.Request request, String name) {
        var mapping = require(triggers, request.caller(), name);
        return MappingJson.answer(200, json -> MappingJson.write(mapping, mapping.state(), json));
    }

    static Mapping require(TriggerStore triggers, Caller caller, String uuid) {
        return triggers.mapping(caller.account(), caller.region(), uuid)
                .orElseThrow(() -> new LambdaException(
                        LambdaErrorType.RESOURCE_NOT_FOUND, "The resource you requested does not exist."));
    }
}
