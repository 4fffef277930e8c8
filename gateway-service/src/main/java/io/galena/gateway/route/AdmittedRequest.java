package io.galena.gateway.route;

import io.galena.kit.operation.Caller;
import io.galena.kit.operation.OperationCall;
import io.galena.kit.operation.Protocol;
import io.galena.kit.transport.AnswerResponse;
import io.galena.kit.transport.Target;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;

/**
 * A request that has passed the door: its body has been read and its caller is known. It rides on the servlet request.
 *
 * @param service the service that it goes to
 * @param protocol how its body is encoded, and its answer is to be
 * @param body uncompressed, not to be changed
 * @param writer writes the answer in the form that the client asked for
 */
public record AdmittedRequest(
        Target target,
        OwningService service,
        Protocol protocol,
        byte[] body,
        Caller caller,
        AnswerResponse.Writer writer) {
    private static final String ATTRIBUTE = AdmittedRequest.class.getName();

    /** Puts it on the servlet request. */
    public void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The one that rides on the servlet request; the door lets nothing pass without. */
    static AdmittedRequest of(HttpServletRequest request) {
        return (AdmittedRequest)
                Objects.requireNonNull(request.getAttribute(ATTRIBUTE), "The request was not admitted");
    }

    /** Whether such a request rides on the servlet request, for that service. */
    static boolean isFor(OwningService service, HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof AdmittedRequest admitted && admitted.service() == service;
    }

    OperationCall call() {
        return new OperationCall(target.dispatchName(), protocol, body, caller);
    }
}
