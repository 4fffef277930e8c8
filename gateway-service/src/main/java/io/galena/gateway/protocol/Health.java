package io.galena.gateway.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The endpoint's answer to {@code GET /} and {@code GET /ping}: load balancers look for it. */
final class Health {
    private final byte[] body;

    Health(String region) {
        this.body = ("healthy: dynamodb." + region + ".amazonaws.com ").getBytes(US_ASCII);
    }

    static boolean isAskedFor(HttpServletRequest request) {
        var path = request.getRequestURI();
        return request.getMethod().equals("GET") && (path.equals("/") || path.equals("/ping"));
    }

    void answer(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_OK);
        AnswerForm.send(body, body.length, response);
    }
}
