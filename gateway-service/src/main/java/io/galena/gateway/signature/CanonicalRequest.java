package io.galena.gateway.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Optional;

/** The form of a request over which its signature is made. */
final class CanonicalRequest {
    private static final String CONTENT_HASH = "x-amz-content-sha256";
    private static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

    private CanonicalRequest() {}

    /** The canonical request, as bytes in ISO-8859-1 so that header bytes stay what the client sent. */
    static byte[] of(SignedRequest request, QueryString query, List<String> signedHeaders) {
        var text = new StringBuilder(512);
        text.append(request.method()).append('\n');
        text.append(path(request.path())).append('\n');
        text.append(query.canonical()).append('\n');
        for (var name : signedHeaders) {
            text.append(name).append(':');
            appendValues(text, request.headers().apply(name));
            text.append('\n');
        }
        text.append('\n');
        appendJoined(text, signedHeaders);
        text.append('\n').append(payloadHash(request, signedHeaders));
        return text.toString().getBytes(ISO_8859_1);
    }

    /** Every service but S3 encodes the path, as sent, once more. */
    private static String path(String path) {
        return path.isEmpty() || path.equals("/") ? "/" : PercentCoding.encode(path, "/");
    }

    private static void appendJoined(StringBuilder text, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            text.append(i == 0 ? "" : ";").append(names.get(i));
        }
    }

    private static void appendValues(StringBuilder text, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            appendFolded(text, values.get(i));
        }
    }

    /** Appends a value without the white space around it, and with one space for each run of white space in it. */
    private static void appendFolded(StringBuilder text, String value) {
        int start = text.length();
        boolean space = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ' ' || c == '\t') {
                space = true;
            } else {
                if (space && text.length() > start) {
                    text.append(' ');
                }
                space = false;
                text.append(c);
            }
        }
    }

    /** A client may leave the body out of the signature, if it says so in a header that the signature covers. */
    private static String payloadHash(SignedRequest request, List<String> signedHeaders) {
        var declared = signedHeaders.contains(CONTENT_HASH) ? request.header(CONTENT_HASH) : Optional.<String>empty();
        return declared.filter(UNSIGNED_PAYLOAD::equals).orElseGet(() -> Digests.sha256Hex(request.body()));
    }
}
