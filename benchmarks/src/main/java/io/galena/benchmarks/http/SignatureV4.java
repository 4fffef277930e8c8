package io.galena.benchmarks.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.gateway.signature.Digests;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Signs requests with Signature Version 4. */
public final class SignatureV4 implements Authorization {
    private static final String SIGNED_HEADERS = "content-type;host;x-amz-date;x-amz-target";

    private final String accessKey;
    private final String secretKey;
    private final String region;
    private volatile @Nullable DayKey dayKey;

    /** Signs as the holder of that credential, for that region. */
    public SignatureV4(String accessKey, String secretKey, String region) {
        this.accessKey = accessKey;
        this.secretKey = secretKey;
        this.region = region;
    }

    @Override
    public String header(String host, String target, String date, byte[] body) {
        var canonical = "POST\n/\n\ncontent-type:" + RequestWriter.CONTENT_TYPE + "\nhost:" + host + "\nx-amz-date:"
                + date + "\nx-amz-target:" + target + "\n\n" + SIGNED_HEADERS + "\n" + Digests.sha256Hex(body);
        var day = date.substring(0, 8);
        var scope = day + "/" + region + "/dynamodb/aws4_request";
        var toSign = "AWS4-HMAC-SHA256\n" + date + "\n" + scope + "\n" + Digests.sha256Hex(canonical.getBytes(UTF_8));
        return "AWS4-HMAC-SHA256 Credential=" + accessKey + "/" + scope + ", SignedHeaders=" + SIGNED_HEADERS
                + ", Signature=" + HexFormat.of().formatHex(hmac(key(day), toSign));
    }

    private byte[] key(String day) {
        var known = dayKey;
        if (known != null && known.day.equals(day)) {
            return known.key;
        }
        var key = ("AWS4" + secretKey).getBytes(UTF_8);
        for (var part : new String[] {day, region, "dynamodb", "aws4_request"}) {
            key = hmac(key, part);
        }
        dayKey = new DayKey(day, key);
        return key;
    }

    private static byte[] hmac(byte[] key, String text) {
        return Digests.hmac(key, text.getBytes(UTF_8));
    }

    /** A key is good for one day. */
    private record DayKey(String day, byte[] key) {}
}
