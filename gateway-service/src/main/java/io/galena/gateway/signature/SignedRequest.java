package io.galena.gateway.signature;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What of a request its signature covers.
 *
 * @param path the path as sent, still encoded
 * @param query the query string as sent, still encoded, or an empty string
 * @param headerNames the names of all headers
 * @param headers gives the values of a header, whose name it takes in any case; bytes above 127 as ISO-8859-1
 * @param body the body as sent: if compressed, then still so
 */
public record SignedRequest(
        String method,
        String path,
        String query,
        List<String> headerNames,
        Function<String, List<String>> headers,
        byte[] body) {
    Optional<String> header(String name) {
        var values = headers.apply(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }
}
