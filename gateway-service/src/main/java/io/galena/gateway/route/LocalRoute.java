package io.galena.gateway.route;

import io.galena.kit.operation.Dispatcher;
import io.galena.kit.operation.InternalDispatcher;
import io.galena.kit.operation.OperationAnswer;
import io.galena.kit.transport.AnswerResponse;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** The end of the routes to services in this process. */
final class LocalRoute implements HandlerFunction<ServerResponse> {
    private final Dispatcher dispatcher;
    private final InternalDispatcher internal;

    LocalRoute(Dispatcher dispatcher, InternalDispatcher internal) {
        this.dispatcher = dispatcher;
        this.internal = internal;
    }

    @Override
    public ServerResponse handle(ServerRequest request) {
        var admitted = AdmittedRequest.of(request.servletRequest());
        return new AnswerResponse(answer(admitted), admitted.writer());
    }

    private OperationAnswer answer(AdmittedRequest admitted) {
        return switch (admitted.target().api()) {
            case DYNAMODB, STREAMS, KINESIS -> dispatcher.dispatch(admitted.call());
            case INTERNAL -> internal.dispatch(admitted.target().operation(), admitted.body());
        };
    }
}
