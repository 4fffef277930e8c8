package io.galena.gateway.protocol;

import io.galena.gateway.route.AdmittedRequest;
import io.galena.gateway.route.LocalServices;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Takes admitted requests to their services: in this process at once, to others by their routes. */
final class Forwarder {
    private final LocalServices services;

    Forwarder(LocalServices services) {
        this.services = services;
    }

    /** Has a request answered. */
    void forward(AdmittedRequest admitted, HttpServletRequest request, HttpServletResponse response, FilterChain route)
            throws IOException, ServletException {
        var answer = services.answer(admitted);
        if (answer.isPresent()) {
            admitted.writer().write(answer.get(), response);
        } else {
            admitted.attachTo(request);
            route.doFilter(request, response);
        }
    }
}
