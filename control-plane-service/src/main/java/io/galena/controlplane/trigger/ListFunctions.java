package io.galena.controlplane.trigger;

import io.galena.kit.trigger.TriggerCall;
import org.springframework.stereotype.Component;

/** Shows all functions of an account. */
@Component
final class ListFunctions implements TriggerOperation {
    private final TriggerStore triggers;

    ListFunctions(TriggerStore triggers) {
        this.triggers = triggers;
    }

    @Override
    public Route route() {
        return new Route("GET", TriggerCall.FUNCTIONS, false);
    }

    @Override
    public TriggerCall.Answer handle(TriggerCall.Request request, String name) {
        var functions =
                triggers.functions(request.caller().account(), request.caller().region());
        return MappingJson.answer(200, json -> {
            json.writeArrayPropertyStart("Functions");
            functions.forEach(function -> {
                json.writeStartObject();
                GetFunction.write(function, json);
                json.writeEndObject();
            });
            json.writeEndArray();
        });
    }
}
