package io.galena.benchmarks.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;

/**
 * Makes the bytes of requests.
 *
 * @param endpoint where they will be sent to
 */
public record RequestWriter(Endpoint endpoint, Authorization authorization) {
    static final String CONTENT_TYPE = "application/x-amz-json-1.0";

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** The bytes of a request, head and body, signed at that time. Servers take a signature for 15 minutes or less. */
    public byte[] write(String operation, byte[] body, Instant at) {
        var date = DATE.format(at);
        var target = "DynamoDB_20120810." + operation;
        var host = endpoint.hostHeader();
        var head = ("POST / HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: " + CONTENT_TYPE + "\r\nX-Amz-Date: " + date
                        + "\r\nX-Amz-Target: " + target + "\r\nAuthorization: "
                        + authorization.header(host, target, date, body) + "\r\nContent-Length: " + body.length
                        + "\r\n\r\n")
                .getBytes(UTF_8);
        var bytes = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, bytes, head.length, body.length);
        return bytes;
    }
}
