package io.galena.gateway.protocol;

import java.util.Optional;
import java.util.Set;

/** The content types of the protocol. */
final class ContentTypes {
    /** What a client gets that did not say what it sends. */
    static final String DEFAULT = "application/json";

    private static final Set<String> ACCEPTED =
            Set.of(DEFAULT, "application/x-amz-json-1.0", "application/x-amz-json-1.1");

    private ContentTypes() {}

    /** The type, if it is one of the protocol's, without parameters such as a charset. */
    static Optional<String> accepted(String contentType) {
        int end = contentType.indexOf(';');
        var type = (end < 0 ? contentType : contentType.substring(0, end)).strip();
        return ACCEPTED.contains(type) ? Optional.of(type) : Optional.empty();
    }
}
