package io.galena.gateway.protocol;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.kit.transport.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** What a client hears whose body is not read to its end; the connection cannot be used any more, so it is closed. */
final class ClientFailures {
    /** What a client may still send after it was refused, and for how long, so that it comes to read why. */
    private static final int MAX_DISCARDED = 20 * 1024 * 1024;

    private static final Duration DISCARDING = Duration.ofSeconds(10);

    private ClientFailures() {}

    /** Like the service: nothing but the status. */
    static void tooLarge(HttpServletRequest request, HttpServletResponse response) throws IOException {
        close(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, response);
        discard(request, response);
    }

    /** An error that is known before the body is. */
    static void refused(
            DynamoDbException error, AnswerForm form, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("Connection", "close");
        form.write(error, response);
        discard(request, response);
    }

    /** Answers a client that was too slow, has gone, or sent what is no HTTP. */
    static void answer(IOException failure, HttpServletResponse response) {
        close(
                isTimeout(failure) ? HttpServletResponse.SC_REQUEST_TIMEOUT : HttpServletResponse.SC_BAD_REQUEST,
                response);
    }

    private static void discard(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.flushBuffer();
        RequestBody.discard(request, MAX_DISCARDED, DISCARDING);
    }

    private static boolean isTimeout(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException || cause instanceof TimeoutException) {
                return true;
            }
        }
        return false;
    }

    private static void close(int status, HttpServletResponse response) {
        response.reset();
        response.setStatus(status);
        response.setHeader("Connection", "close");
        response.setContentLength(0);
    }
}
