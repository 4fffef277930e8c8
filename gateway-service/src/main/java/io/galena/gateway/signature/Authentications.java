package io.galena.gateway.signature;

import java.util.Optional;

/** Finds where a request carries its signature. */
final class Authentications {
    private static final String SCHEME = "AWS4-";

    private Authentications() {}

    /** What the request says of its signature; it must say so in exactly one place, and completely. */
    static Authentication find(SignedRequest request, QueryString query) {
        return header(request, query)
                .map(header -> AuthorizationHeader.parse(header, request))
                .orElseGet(() -> PresignedQuery.parse(query));
    }

    /** The credential that the request names, whatever else is missing in its signature. */
    static String credential(SignedRequest request, QueryString query) {
        return header(request, query)
                .map(AuthorizationHeader::credential)
                .orElseGet(() -> PresignedQuery.credential(query));
    }

    /** The {@code Authorization} header, or empty if the request is presigned instead. */
    private static Optional<String> header(SignedRequest request, QueryString query) {
        var header = request.header(AuthorizationHeader.NAME).filter(text -> !text.isBlank());
        boolean presigned = query.find(PresignedQuery.ALGORITHM).isPresent();
        if (header.isPresent() && presigned) {
            throw SignatureErrors.invalid(
                    "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.");
        }
        if (!presigned && header.filter(text -> text.strip().startsWith(SCHEME)).isEmpty()) {
            throw SignatureErrors.missing();
        }
        return header;
    }
}
