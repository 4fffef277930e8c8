package io.galena.gateway.signature;

import java.time.Duration;
import java.util.List;

/** The signature of a presigned request, which stands in its query string. */
final class PresignedQuery {
    static final String ALGORITHM = "X-Amz-Algorithm";
    static final String SIGNATURE = "X-Amz-Signature";
    private static final String CREDENTIAL = "X-Amz-Credential";
    private static final String SIGNED_HEADERS = "X-Amz-SignedHeaders";
    private static final String DATE = "X-Amz-Date";
    private static final int MAX_LIFETIME_DIGITS = 9;

    private PresignedQuery() {}

    /** Reads the parameters; what is missing is named in the error, all at once. */
    static Authentication parse(QueryString query) {
        requireComplete(query);
        return new Authentication(
                value(query, ALGORITHM),
                value(query, CREDENTIAL),
                AuthorizationHeader.signedHeaders(value(query, SIGNED_HEADERS)),
                value(query, SIGNATURE),
                value(query, DATE),
                query.find("X-Amz-Expires").map(PresignedQuery::seconds),
                query.find("X-Amz-Security-Token"));
    }

    /** The credential that the query names, whatever else it lacks. */
    static String credential(QueryString query) {
        return query.find(CREDENTIAL)
                .orElseThrow(() -> SignatureErrors.incomplete("AWS query-string parameters must include '" + CREDENTIAL
                        + "'. Re-examine the query-string parameters."));
    }

    private static void requireComplete(QueryString query) {
        var message = new StringBuilder();
        for (var name : List.of(ALGORITHM, CREDENTIAL, SIGNATURE, SIGNED_HEADERS, DATE)) {
            if (value(query, name).isEmpty()) {
                message.append("AWS query-string parameters must include '")
                        .append(name)
                        .append("'. ");
            }
        }
        if (!message.isEmpty()) {
            throw SignatureErrors.incomplete(message + "Re-examine the query-string parameters.");
        }
    }

    private static Duration seconds(String text) {
        boolean number = !text.isEmpty()
                && text.length() <= MAX_LIFETIME_DIGITS
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number) {
            throw SignatureErrors.incomplete("X-Amz-Expires should be a number of seconds, got '" + text + "'.");
        }
        return Duration.ofSeconds(Integer.parseInt(text));
    }

    private static String value(QueryString query, String name) {
        return query.find(name).orElse("");
    }
}
