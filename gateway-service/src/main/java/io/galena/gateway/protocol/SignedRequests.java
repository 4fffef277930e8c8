package io.galena.gateway.protocol;

import io.galena.gateway.signature.SignedRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** Shows a servlet request as what a signature covers. */
final class SignedRequests {
    private SignedRequests() {}

    static SignedRequest of(HttpServletRequest request, byte[] body) {
        return new SignedRequest(
                request.getMethod(),
                request.getRequestURI(),
                Objects.requireNonNullElse(request.getQueryString(), ""),
                Collections.list(request.getHeaderNames()),
                name -> headers(request, name),
                body);
    }

    private static List<String> headers(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }
}
