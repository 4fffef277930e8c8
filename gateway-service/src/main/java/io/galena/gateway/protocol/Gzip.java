package io.galena.gateway.protocol;

import io.galena.kit.transport.BodyTooLargeException;
import io.galena.kit.transport.RequestBody;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Compression of bodies. */
final class Gzip {
    private static final int BUFFER = 8 * 1024;
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

    private Gzip() {}

    /**
     * Decompresses a body, but never to more bytes than the limit, nor than it may grow to.
     *
     * @throws BodyTooLargeException if there would be more
     * @throws IOException if it is not gzip
     */
    static byte[] decompress(byte[] body, int limit, RequestBody.Growth growth)
            throws IOException, BodyTooLargeException {
        try (var stream = new GZIPInputStream(new ByteArrayInputStream(body), BUFFER)) {
            return RequestBody.read(stream, -1, limit, LONG_ENOUGH, growth);
        }
    }

    /** Compresses the first bytes of a buffer, fast rather than small. */
    static byte[] compress(byte[] bytes, int length) {
        var compressed = new ByteArrayOutputStream(length / 2 + 64);
        try (var stream = new FastGzip(compressed)) {
            stream.write(bytes, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    /** Whether an {@code Accept-Encoding} allows gzip. */
    static boolean isAccepted(String acceptEncoding) {
        for (var coding : acceptEncoding.split(",", -1)) {
            int parameter = coding.indexOf(';');
            var name = (parameter < 0 ? coding : coding.substring(0, parameter)).strip();
            if (name.equalsIgnoreCase("gzip")) {
                return parameter < 0 || !isZero(coding.substring(parameter + 1).strip());
            }
        }
        return false;
    }

    /** A quality such as {@code q=0} or {@code q=0.000}. */
    private static boolean isZero(String quality) {
        return quality.startsWith("q=0") && quality.chars().skip(2).allMatch(c -> c == '0' || c == '.');
    }

    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(ByteArrayOutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
