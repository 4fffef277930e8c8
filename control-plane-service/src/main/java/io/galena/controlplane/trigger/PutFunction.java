package io.galena.controlplane.trigger;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.kit.trigger.FunctionDescriptor;
import io.galena.kit.trigger.FunctionDescriptor.Kind;
import io.galena.kit.trigger.TriggerCall;
import org.springframework.stereotype.Component;

/** Registers a function, or changes one. */
@Component
final class PutFunction implements TriggerOperation {
    private static final int MAX_TIMEOUT = 900;
    private static final int DEFAULT_TIMEOUT = 30;

    private final CatalogDatabase database;
    private final TriggerStore triggers;

    PutFunction(CatalogDatabase database, TriggerStore triggers) {
        this.database = database;
        this.triggers = triggers;
    }

    @Override
    public Route route() {
        return new Route("PUT", TriggerCall.FUNCTIONS, true);
    }

    @Override
    public TriggerCall.Answer handle(TriggerCall.Request request, String name) {
        if (!FunctionName.isPlain(name)) {
            throw LambdaException.invalid("A function's name is 1 to 64 letters, digits, hyphens and underscores.");
        }
        var json = RequestJson.parse(request.body());
        var invokedAs = json.string("InvokedAs").orElse(name);
        if (!FunctionName.isPlain(invokedAs)) {
            throw LambdaException.invalid("InvokedAs is 1 to 64 letters, digits, hyphens and underscores.");
        }
        var function = new FunctionDescriptor(
                request.caller().account(),
                request.caller().region(),
                name,
                kind(json.string("Kind").orElse("lambda")),
                url(json.string("Url").orElse("")),
                invokedAs,
                json.integer("TimeoutInSeconds", 1, MAX_TIMEOUT).orElse(DEFAULT_TIMEOUT));
        database.change(revision -> {
            triggers.put(function, revision);
            return function;
        });
        return MappingJson.answer(200, members -> GetFunction.write(function, members));
    }

    private static Kind kind(String text) {
        return switch (text) {
            case "lambda" -> Kind.LAMBDA;
            case "webhook" -> Kind.WEBHOOK;
            default -> throw LambdaException.invalid("Kind is lambda or webhook.");
        };
    }

    private static String url(String text) {
        if (FunctionUrl.isOne(text)) {
            return text;
        }
        throw LambdaException.invalid(
                "Url must be an http or https URL of at most " + FunctionUrl.LONGEST + " characters.");
    }
}
