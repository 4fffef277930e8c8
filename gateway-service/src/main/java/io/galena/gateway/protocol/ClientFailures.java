package io.galena.gateway.protocol;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.apache.coyote.BadRequestException;

/** What a client hears that fails to send its body; the connection cannot be used any more, so it is closed. */
final class ClientFailures {
    private ClientFailures() {}

    /** Like the service: nothing but the status. */
    static void tooLarge(HttpServletResponse response) {
        close(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, response);
    }

    /**
     * Answers a client that was too slow or sent what is no HTTP.
     *
     * @throws IOException the failure itself, if the client is gone
     */
    static void answer(IOException failure, HttpServletResponse response) throws IOException {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                close(HttpServletResponse.SC_REQUEST_TIMEOUT, response);
                return;
            }
            if (cause instanceof BadRequestException) {
                close(HttpServletResponse.SC_BAD_REQUEST, response);
                return;
            }
        }
        throw failure;
    }

    private static void close(int status, HttpServletResponse response) {
        response.reset();
        response.setStatus(status);
        response.setHeader("Connection", "close");
        response.setContentLength(0);
    }
}
