package io.galena.gateway.protocol;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;

/** Lets scripts of the configured origins in, and those of no others. */
final class CrossOrigin {
    private static final Duration PREFLIGHT_LIFETIME = Duration.ofDays(2);

    private final DefaultCorsProcessor processor = new DefaultCorsProcessor();
    private final CorsConfiguration configuration = new CorsConfiguration();

    CrossOrigin(List<String> allowedOrigins) {
        configuration.setAllowedOriginPatterns(allowedOrigins);
        configuration.setAllowedMethods(List.of("DELETE", "GET", "POST", "PUT"));
        configuration.setAllowedHeaders(List.of("*"));
        configuration.setExposedHeaders(List.of(RequestIds.HEADER, AnswerForm.CRC32_HEADER, "Date"));
        configuration.setMaxAge(PREFLIGHT_LIFETIME);
    }

    /** Whether the request may go on; if not, it has been answered: refused, or a preflight. */
    boolean pass(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getHeader("Origin") == null) {
            return true;
        }
        return processor.processRequest(configuration, request, response) && !CorsUtils.isPreFlightRequest(request);
    }
}
