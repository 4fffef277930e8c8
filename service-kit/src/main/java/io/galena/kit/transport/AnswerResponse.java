package io.galena.kit.transport;

import io.galena.kit.operation.OperationAnswer;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * An operation's answer as a Spring response, whose bytes go out as they are: no message converter, no copy.
 *
 * @param writer writes it, headers included
 */
public record AnswerResponse(OperationAnswer answer, Writer writer) implements ServerResponse {
    /** Writes an answer to an HTTP response. */
    @FunctionalInterface
    public interface Writer {
        void write(OperationAnswer answer, HttpServletResponse response) throws IOException;
    }

    @Override
    public HttpStatusCode statusCode() {
        return HttpStatusCode.valueOf(answer.status());
    }

    @Override
    public HttpHeaders headers() {
        return new HttpHeaders();
    }

    @Override
    public MultiValueMap<String, Cookie> cookies() {
        return new LinkedMultiValueMap<>();
    }

    @Override
    public @Nullable ModelAndView writeTo(HttpServletRequest request, HttpServletResponse response, Context context)
            throws IOException {
        writer.write(answer, response);
        return null;
    }
}
