package io.galena.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.controlplane.account.RootCredential;
import io.galena.gateway.signature.Digests;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/** Signs the requests of {@link Training} with Signature Version 4, as SDKs do. */
record TrainingSignature(RootCredential root, String region) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String SIGNED = "host;x-amz-date;x-amz-target";

    /** The headers that make a request one of this credential. */
    Map<String, String> headers(String host, String target, byte[] body, Instant now) {
        var time = TIME.format(now);
        var day = time.substring(0, 8);
        var scope = day + "/" + region + "/dynamodb/aws4_request";
        var canonical = "POST\n/\n\nhost:" + host + "\nx-amz-date:" + time + "\nx-amz-target:" + target + "\n\n"
                + SIGNED + "\n" + Digests.sha256Hex(body);
        var key = ("AWS4" + root.secret().reveal()).getBytes(UTF_8);
        for (var part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        var signature = hmac(
                key, "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + Digests.sha256Hex(canonical.getBytes(UTF_8)));
        var authorization = "AWS4-HMAC-SHA256 Credential=" + root.accessKeyId() + "/" + scope + ", SignedHeaders="
                + SIGNED + ", Signature=" + HexFormat.of().formatHex(signature);
        return Map.of("X-Amz-Date", time, "X-Amz-Target", target, "Authorization", authorization);
    }

    private static byte[] hmac(byte[] key, String text) {
        return Digests.hmac(key, text.getBytes(UTF_8));
    }
}
