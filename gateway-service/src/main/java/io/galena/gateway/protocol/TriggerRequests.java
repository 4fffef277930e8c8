package io.galena.gateway.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.gateway.access.Authenticator;
import io.galena.gateway.signature.SignedRequest;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.InternalCalls;
import io.galena.kit.transport.BodyTooLargeException;
import io.galena.kit.transport.RequestBody;
import io.galena.kit.trigger.TriggerCall;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/**
 * The REST API of triggers: reads a request, verifies who sends it, has the control plane answer. Its errors have the shape that
 * clients of Lambda look for.
 */
final class TriggerRequests {
    private static final int MAX_BODY = 256 * 1024;
    private static final Set<ErrorType> ACCESS = Set.of(
            ErrorType.ACCESS_DENIED,
            ErrorType.EXPIRED_TOKEN,
            ErrorType.INCOMPLETE_SIGNATURE,
            ErrorType.INVALID_SIGNATURE,
            ErrorType.MISSING_AUTHENTICATION_TOKEN,
            ErrorType.UNRECOGNIZED_CLIENT);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Authenticator authenticator;
    private final InternalCalls calls;
    private final Duration bodyTimeout;

    TriggerRequests(Authenticator authenticator, InternalCalls calls, Duration bodyTimeout) {
        this.authenticator = authenticator;
        this.calls = calls;
        this.bodyTimeout = bodyTimeout;
    }

    static boolean isOne(HttpServletRequest request) {
        return TriggerCall.isAt(request.getRequestURI());
    }

    void serve(HttpServletRequest request, String requestId, HttpServletResponse response, BodyMemory.Share memory)
            throws IOException {
        byte[] body;
        try {
            body = RequestBody.read(request, MAX_BODY, bodyTimeout, memory);
        } catch (BodyTooLargeException _) {
            ClientFailures.tooLarge(request, response);
            return;
        } catch (IOException e) {
            ClientFailures.answer(e, response);
            return;
        } catch (DynamoDbException e) {
            response.setHeader("Connection", "close");
            write(error(503, e.type(), String.valueOf(e.getMessage())), response);
            return;
        }
        write(answer(SignedRequests.of(request, body), requestId), response);
    }

    private TriggerCall.Answer answer(SignedRequest request, String requestId) {
        try {
            var caller = authenticator.authenticate(request, requestId);
            return calls.call(TriggerCall.NAME, call(request, caller), TriggerCall.Answer.class);
        } catch (DynamoDbException e) {
            return ACCESS.contains(e.type())
                    ? error(403, e.type(), String.valueOf(e.getMessage()))
                    : error(e.type() == ErrorType.INTERNAL_SERVER_ERROR ? 500 : 503, e.type(), "Please try again.");
        } catch (UncheckedIOException _) {
            return error(503, ErrorType.SERVICE_UNAVAILABLE, "The service is unavailable. Please retry.");
        }
    }

    private static TriggerCall.Request call(SignedRequest request, Caller caller) {
        return new TriggerCall.Request(
                caller, request.method(), request.decodedPath(), query(request), new String(request.body(), UTF_8));
    }

    /** Of a parameter that is there twice the first one counts. */
    private static Map<String, String> query(SignedRequest request) {
        var parameters = new LinkedHashMap<String, String>();
        request.parameters().forEach(entry -> parameters.putIfAbsent(entry.getKey(), entry.getValue()));
        return parameters;
    }

    private static TriggerCall.Answer error(int status, ErrorType type, String message) {
        var name = type.wireName().substring(type.wireName().indexOf('#') + 1);
        return new TriggerCall.Answer(status, name, JSON.writeValueAsString(Map.of("message", message)));
    }

    private static void write(TriggerCall.Answer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        response.setContentType("application/json");
        if (!answer.errorType().isEmpty()) {
            response.setHeader("x-amzn-ErrorType", answer.errorType());
        }
        var body = answer.body().getBytes(UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
