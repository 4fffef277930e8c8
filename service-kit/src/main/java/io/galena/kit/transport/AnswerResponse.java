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

/** An operation's answer as a response between services: its bytes as they are, nothing else. */
record AnswerResponse(OperationAnswer answer) implements ServerResponse {
    private static final String CONTENT_TYPE = "application/x-amz-json-1.0";

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
        response.setStatus(answer.status());
        response.setContentType(CONTENT_TYPE);
        response.setContentLength(answer.length());
        response.getOutputStream().write(answer.body(), 0, answer.length());
        return null;
    }
}
