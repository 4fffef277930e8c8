package io.galena.gateway.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.gateway.route.AdmittedRequest;
import io.galena.kit.operation.Failures;
import io.galena.kit.transport.BodyTooLargeException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/** Serves the public listener: what the endpoint answers itself, and what it refuses; the rest goes on to its route. */
final class PublicDoor implements Door {
    private static final byte[] NO_SUCH_PAGE = "<UnknownOperationException/>\n".getBytes(US_ASCII);

    private final Predicate<HttpServletRequest> hosts;
    private final Limits limits;
    private final Parts parts;

    /**
     * Makes the door.
     *
     * @param hosts whether a request names a host that will do
     */
    PublicDoor(Predicate<HttpServletRequest> hosts, Limits limits, Parts parts) {
        this.hosts = hosts;
        this.limits = limits;
        this.parts = parts;
    }

    /** What there is for all requests. Answers have memory of their own, so that slow readers do not keep others from sending. */
    record Limits(BodyMemory bodies, BodyMemory answers, RequestLimit requests) {
        RequestRoom room() {
            return new RequestRoom(bodies.share(), answers.share(), requests.turn());
        }
    }

    /** What the door leads to. */
    record Parts(
            CrossOrigin crossOrigin,
            Health health,
            Admission admission,
            TriggerRequests triggers,
            Forwarder forwarder) {}

    @Override
    public void serve(HttpServletRequest request, HttpServletResponse response, FilterChain route)
            throws IOException, ServletException {
        var requestId = RequestIds.next();
        response.setHeader(RequestIds.HEADER, requestId);
        var form = AnswerForm.of(request);
        if (!hosts.test(request)) {
            refuse(form, response);
        } else if (parts.crossOrigin().pass(request, response)) {
            if (Health.isAskedFor(request)) {
                parts.health().answer(response);
            } else if (TriggerRequests.isOne(request)) {
                try (var memory = limits.bodies().share()) {
                    parts.triggers().serve(request, requestId, response, memory);
                }
            } else if (isCall(request, form)) {
                call(request, requestId, form, response, route);
            } else {
                response.setStatus(HttpServletResponse.SC_NOT_FOUND);
                AnswerForm.send(NO_SUCH_PAGE, NO_SUCH_PAGE.length, response);
            }
        }
    }

    private static void refuse(AnswerForm form, HttpServletResponse response) throws IOException {
        form.write(
                new DynamoDbException(
                        ErrorType.ACCESS_DENIED,
                        "This endpoint does not verify signatures, so it serves only requests to a loopback host."),
                response);
    }

    /** Whether it is a call of an operation: of a body the type must be right, without one there may be none. */
    private static boolean isCall(HttpServletRequest request, AnswerForm form) {
        return request.getMethod().equals("POST")
                && request.getRequestURI().equals("/")
                && (form.typed() || !hasBody(request));
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    private void call(
            HttpServletRequest request,
            String requestId,
            AnswerForm form,
            HttpServletResponse response,
            FilterChain route)
            throws IOException, ServletException {
        try (var room = limits.room()) {
            var admitted = admit(request, requestId, form, response, room);
            if (admitted.isPresent()) {
                parts.forwarder().forward(admitted.get(), request, response, route);
            }
        }
    }

    /** Admits a request, or answers why not. */
    private Optional<AdmittedRequest> admit(
            HttpServletRequest request,
            String requestId,
            AnswerForm form,
            HttpServletResponse response,
            RequestRoom room)
            throws IOException {
        try {
            return Optional.of(parts.admission().admit(request, requestId, form, room));
        } catch (BodyRefusedException e) {
            // What is still to come is not kept.
            room.body().release();
            ClientFailures.refused(e.error(), form, request, response);
        } catch (BodyTooLargeException _) {
            room.body().release();
            ClientFailures.tooLarge(request, response);
        } catch (IOException e) {
            ClientFailures.answer(e, response);
        } catch (RuntimeException e) {
            form.write(Failures.toError(e, "admission", requestId), response);
        }
        return Optional.empty();
    }
}
