package io.galena.kit.transport;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Dispatcher;
import io.galena.kit.operation.ErrorJson;
import io.galena.kit.operation.InternalDispatcher;
import io.galena.kit.operation.OperationAnswer;
import io.galena.kit.operation.OperationCall;
import io.galena.kit.operation.Protocol;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The door of a service in distributed mode. It serves the deployment's own processes only, and believes what they say of the
 * caller: clients' requests have been verified by the gateway.
 */
final class OperationEndpoint implements HandlerFunction<ServerResponse> {
    /** The gateway bounds what clients send; internal requests are of one table at most. */
    private static final int MAX_BODY = 16 * 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final InternalToken token;
    private final Dispatcher dispatcher;
    private final InternalDispatcher internal;

    OperationEndpoint(InternalToken token, Dispatcher dispatcher, InternalDispatcher internal) {
        this.token = token;
        this.dispatcher = dispatcher;
        this.internal = internal;
    }

    @Override
    public ServerResponse handle(ServerRequest request) throws IOException {
        var servletRequest = request.servletRequest();
        var api = Target.Api.of(header(servletRequest, Target.HEADER));
        var protocol = api.protocol(header(servletRequest, "Content-Type")).orElse(api.protocol());
        return new AnswerResponse(
                answer(servletRequest, protocol), (answer, response) -> write(answer, protocol, response));
    }

    private static void write(OperationAnswer answer, Protocol protocol, HttpServletResponse response)
            throws IOException {
        response.setStatus(answer.status());
        response.setContentType(protocol.contentType());
        response.setContentLength(answer.length());
        response.getOutputStream().write(answer.body(), 0, answer.length());
    }

    private OperationAnswer answer(HttpServletRequest request, Protocol protocol) throws IOException {
        if (!token.accepts(request)) {
            return error(ErrorType.ACCESS_DENIED, "The internal token is missing or wrong", protocol);
        }
        var target = Target.parse(header(request, Target.HEADER));
        if (target.isEmpty()) {
            return error(ErrorType.UNKNOWN_OPERATION, "", protocol);
        }
        try {
            var operation = target.get().dispatchName();
            var body = RequestBody.read(request, MAX_BODY, PATIENCE);
            return switch (target.get().api()) {
                case DYNAMODB, STREAMS, KINESIS ->
                    dispatcher.dispatch(new OperationCall(operation, protocol, body, caller(request)));
                case INTERNAL -> internal.dispatch(operation, body);
            };
        } catch (BodyTooLargeException _) {
            return error(ErrorType.SERIALIZATION, "The request is too large", protocol);
        }
    }

    private static Caller caller(HttpServletRequest request) {
        return new Caller(
                header(request, InternalHeaders.ACCOUNT),
                header(request, InternalHeaders.REGION),
                header(request, InternalHeaders.ACCESS_KEY),
                header(request, InternalHeaders.REQUEST_ID));
    }

    private static String header(HttpServletRequest request, String name) {
        return Objects.requireNonNullElse(request.getHeader(name), "");
    }

    private static OperationAnswer error(ErrorType type, String message, Protocol protocol) {
        return ErrorJson.answer(new DynamoDbException(type, message), protocol);
    }
}
