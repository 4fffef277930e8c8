package io.galena.gateway.signature;

import io.galena.kit.transport.Target;
import java.util.List;
import java.util.Map;
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
    /** The service that its signature must be for: calls of Lambda have paths, the target tells the others apart. */
    String service() {
        if (!path.equals("/")) {
            return "lambda";
        }
        return header(Target.HEADER)
                .map(Target.Api::of)
                .orElse(Target.Api.DYNAMODB)
                .signingName();
    }

    /** The path, decoded. */
    public String decodedPath() {
        return PercentCoding.decode(path);
    }

    /** The parameters of the query, decoded, in the order sent. */
    public List<Map.Entry<String, String>> parameters() {
        return QueryString.parse(query).parameters().stream()
                .map(parameter -> Map.entry(parameter.name(), parameter.value()))
                .toList();
    }

    Optional<String> header(String name) {
        var values = headers.apply(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }
}
