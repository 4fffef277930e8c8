package io.galena.gateway.protocol;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.gateway.route.AdmittedRequest;
import io.galena.gateway.route.OwningService;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Protocol;
import io.galena.kit.transport.BodyTooLargeException;
import io.galena.kit.transport.InternalToken;
import io.galena.kit.transport.RequestBody;
import io.galena.kit.transport.Target;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Serves the internal listener: internal operations, for those who have the internal token, and the health and metrics of
 * this process.
 */
final class InternalDoor implements Door {
    private static final AnswerForm FORM =
            new AnswerForm(Protocol.DYNAMODB, Protocol.DYNAMODB.contentType(), false, true);

    private final InternalToken token;
    private final Duration bodyTimeout;
    private final Forwarder forwarder;

    InternalDoor(InternalToken token, Duration bodyTimeout, Forwarder forwarder) {
        this.token = token;
        this.bodyTimeout = bodyTimeout;
        this.forwarder = forwarder;
    }

    @Override
    public void serve(HttpServletRequest request, HttpServletResponse response, FilterChain route)
            throws IOException, ServletException {
        if (request.getMethod().equals("GET")) {
            route.doFilter(request, response);
            return;
        }
        AdmittedRequest admitted;
        try {
            admitted = admit(request);
        } catch (DynamoDbException e) {
            FORM.write(e, response);
            return;
        } catch (BodyTooLargeException _) {
            ClientFailures.tooLarge(request, response);
            return;
        } catch (IOException e) {
            ClientFailures.answer(e, response);
            return;
        }
        forwarder.forward(admitted, request, response, route);
    }

    private AdmittedRequest admit(HttpServletRequest request) throws IOException, BodyTooLargeException {
        if (!token.accepts(request)) {
            throw new DynamoDbException(ErrorType.ACCESS_DENIED, "The internal token is missing or wrong");
        }
        var target = Optional.ofNullable(request.getHeader(Target.HEADER))
                .flatMap(Target::parse)
                .filter(named -> named.api() == Target.Api.INTERNAL);
        var service = target.flatMap(OwningService::of)
                .orElseThrow(() -> new DynamoDbException(ErrorType.UNKNOWN_OPERATION, ""));
        var body = RequestBody.read(request, Admission.MAX_BODY, bodyTimeout);
        return new AdmittedRequest(
                target.orElseThrow(), service, FORM.protocol(), body, new Caller("", "", "", ""), FORM);
    }
}
