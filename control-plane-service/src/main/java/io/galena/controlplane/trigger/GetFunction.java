package io.galena.controlplane.trigger;

import io.galena.kit.operation.Caller;
import io.galena.kit.trigger.FunctionDescriptor;
import io.galena.kit.trigger.TriggerCall;
import java.util.Locale;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** Shows a function. */
@Component
final class GetFunction implements TriggerOperation {
    private final TriggerStore triggers;

    GetFunction(TriggerStore triggers) {
        this.triggers = triggers;
    }

    @Override
    public Route route() {
        return new Route("GET", TriggerCall.FUNCTIONS, true);
    }

    @Override
    public TriggerCall.Answer handle(TriggerCall.Request request, String name) {
        var function = require(triggers, request.caller(), name);
        return MappingJson.answer(200, json -> write(function, json));
    }

    static FunctionDescriptor require(TriggerStore triggers, Caller caller, String name) {
        return triggers.function(caller.account(), caller.region(), name)
                .orElseThrow(() -> new LambdaException(
                        LambdaErrorType.RESOURCE_NOT_FOUND,
                        "Function not found: " + FunctionDescriptor.arn(caller.region(), caller.account(), name)));
    }

    static void write(FunctionDescriptor function, JsonGenerator json) {
        json.writeStringProperty("FunctionName", function.name());
        json.writeStringProperty("FunctionArn", function.arn());
        json.writeStringProperty("Kind", function.kind().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("Url", function.url());
        json.writeStringProperty("InvokedAs", function.invokedAs());
        json.writeNumberProperty("TimeoutInSeconds", function.timeoutSeconds());
    }
}
