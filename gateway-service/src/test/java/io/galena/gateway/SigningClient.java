package io.galena.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests by Signature Version 4, as its specification describes it and without any code of the gateway, and lets tests
 * do each step wrong.
 */
final class SigningClient {
    static final String REGION = "us-east-1";
    static final String BODY = "{\"Limit\": 2}";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final TreeMap<String, String> headers = new TreeMap<>(Map.of(
            "host", "localhost",
            "content-type", "application/x-amz-json-1.0",
            "x-amz-target", "DynamoDB_20120810.ListTables"));
    private String accessKey = TestingOperations.ACCESS_KEY;
    private String secret = TestingOperations.SECRET_KEY;
    private String region = REGION;
    private String service = "dynamodb";
    private String date = TIME.format(Instant.now());
    private String payloadHash = sha256(BODY);

    SigningClient credential(String accessKey, String secret) {
        this.accessKey = accessKey;
        this.secret = secret;
        return this;
    }

    SigningClient region(String region) {
        this.region = region;
        return this;
    }

    SigningClient service(String service) {
        this.service = service;
        return this;
    }

    /** Signs as if now were that much later. */
    SigningClient later(Duration difference) {
        date = TIME.format(Instant.now().plus(difference));
        return this;
    }

    SigningClient header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    SigningClient unsignedPayload() {
        payloadHash = "UNSIGNED-PAYLOAD";
        return header("x-amz-content-sha256", payloadHash);
    }

    String date() {
        return date;
    }

    String credential() {
        return accessKey + "/" + scope();
    }

    String signedHeaders() {
        return String.join(";", headers.keySet());
    }

    /** The header lines of a request that is signed in its head. */
    String signed() {
        return signed("x-amz-date", date);
    }

    /** The same with the date in HTTP's form. */
    String signedWithHttpDate() {
        var time = OffsetDateTime.ofInstant(Instant.from(TIME.parse(date)), ZoneOffset.UTC);
        return signed("date", DateTimeFormatter.RFC_1123_DATE_TIME.format(time));
    }

    private String signed(String header, String value) {
        headers.put(header, value);
        return lines() + "Authorization: AWS4-HMAC-SHA256 Credential=" + credential() + ", SignedHeaders="
                + signedHeaders() + ", Signature=" + signature("") + "\n";
    }

    /** The query string of a request that is signed in it. */
    String presigned(Duration lifetime) {
        var query = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
                + credential().replace("/", "%2F") + "&X-Amz-Date=" + date + "&X-Amz-Expires=" + lifetime.toSeconds()
                + "&X-Amz-SignedHeaders=" + signedHeaders().replace(";", "%3B");
        return query + "&X-Amz-Signature=" + signature(query);
    }

    /** The header lines alone. */
    String lines() {
        var lines = new StringBuilder();
        headers.forEach(
                (name, value) -> lines.append(name).append(": ").append(value).append('\n'));
        return lines.toString();
    }

    private String scope() {
        return date.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
    }

    private String signature(String query) {
        var canonical = new StringBuilder("POST\n/\n").append(query).append('\n');
        headers.forEach((name, value) ->
                canonical.append(name).append(':').append(value).append('\n'));
        canonical.append('\n').append(signedHeaders()).append('\n').append(payloadHash);
        var text = "AWS4-HMAC-SHA256\n" + date + "\n" + scope() + "\n" + sha256(canonical.toString());
        var key = ("AWS4" + secret).getBytes(UTF_8);
        for (var part : scope().split("/", -1)) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, text));
    }

    static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(ISO_8859_1)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
