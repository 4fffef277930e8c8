package io.galena.controlplane.trigger;

import static java.util.function.UnaryOperator.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.galena.controlplane.trigger.TriggerOperation.Route;
import io.galena.kit.operation.InternalOperation;
import io.galena.kit.trigger.TriggerCall;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** {@link TriggerCall}: finds the operation that a request is for, and words the errors. */
@Component
final class AnswerTriggerCall implements InternalOperation<TriggerCall.Request, TriggerCall.Answer> {
    private final Map<Route, TriggerOperation> operations;

    AnswerTriggerCall(List<TriggerOperation> operations) {
        this.operations = operations.stream().collect(toUnmodifiableMap(TriggerOperation::route, identity()));
    }

    @Override
    public String name() {
        return TriggerCall.NAME;
    }

    @Override
    public Class<TriggerCall.Request> requestType() {
        return TriggerCall.Request.class;
    }

    @Override
    public TriggerCall.Answer handle(TriggerCall.Request request) {
        try {
            var collection =
                    request.path().startsWith(TriggerCall.MAPPINGS) ? TriggerCall.MAPPINGS : TriggerCall.FUNCTIONS;
            var rest = request.path().substring(collection.length());
            var name = rest.startsWith("/") ? rest.substring(1) : rest;
            var operation = operations.get(new Route(request.method(), collection, !name.isEmpty()));
            if (operation == null) {
                throw new LambdaException(LambdaErrorType.METHOD_NOT_ALLOWED, "There is no such operation");
            }
            return operation.handle(request, name);
        } catch (LambdaException e) {
            var body = MappingJson.object(json -> {
                json.writeStringProperty("Type", "User");
                json.writeStringProperty(e.type().messageMember(), String.valueOf(e.getMessage()));
            });
            return new TriggerCall.Answer(e.type().status(), e.type().wireName(), body);
        }
    }
}
