package io.galena.kit.transport;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;

/** Reads bodies of requests whole, bounded in size and in time. */
public final class RequestBody {
    /** What is allocated for a body before its bytes are there: what a client declares it may never send. */
    public static final int FIRST_CHUNK = 8 * 1024;

    private RequestBody() {}

    /** Asked before a body takes more memory than {@link #FIRST_CHUNK}, each time that its buffer grows. */
    @FunctionalInterface
    public interface Growth {
        /** Lets a buffer grow to so many bytes, or throws. */
        void allow(int from, int to);
    }

    /**
     * Reads a request's body, which may grow up to the limit without being asked for. As {@link #read(HttpServletRequest,
     * int, Duration, Growth)}.
     */
    public static byte[] read(HttpServletRequest request, int limit, Duration patience)
            throws IOException, BodyTooLargeException {
        return read(request, limit, patience, (_, _) -> {});
    }

    /**
     * Reads a request's body.
     *
     * @param limit the most bytes that it may have
     * @param patience how long the client may take to send it
     * @throws BodyTooLargeException if it is longer, as soon as that is known
     * @throws SocketTimeoutException if it takes longer
     */
    public static byte[] read(HttpServletRequest request, int limit, Duration patience, Growth growth)
            throws IOException, BodyTooLargeException {
        long declared = request.getContentLengthLong();
        if (declared > limit) {
            throw new BodyTooLargeException();
        }
        return declared == 0 ? new byte[0] : read(request.getInputStream(), (int) declared, limit, patience, growth);
    }

    /**
     * Reads a stream to its end.
     *
     * @param expected the number of bytes if known, otherwise negative
     */
    public static byte[] read(InputStream stream, int expected, int limit, Duration patience, Growth growth)
            throws IOException, BodyTooLargeException {
        long start = System.nanoTime();
        var bytes = new byte[expected >= 0 ? Math.min(expected, FIRST_CHUNK) : FIRST_CHUNK];
        // One byte more than the limit is enough to know that it is exceeded.
        long most = expected >= 0 ? expected : limit + 1L;
        int length = 0;
        while (true) {
            if (length == bytes.length) {
                if (length == expected) {
                    return bytes;
                }
                int larger = (int) Math.min(most, bytes.length * 2L);
                growth.allow(length, larger);
                bytes = Arrays.copyOf(bytes, larger);
            }
            int count = stream.read(bytes, length, bytes.length - length);
            if (count < 0) {
                return Arrays.copyOf(bytes, length);
            }
            length += count;
            if (length > limit) {
                throw new BodyTooLargeException();
            }
            if (System.nanoTime() - start > patience.toNanos()) {
                throw new SocketTimeoutException("The body did not arrive in time");
            }
        }
    }

    /** Reads what a client still sends, and forgets it: to the end, up to a limit, or for some time. */
    public static void discard(HttpServletRequest request, int limit, Duration patience) throws IOException {
        long start = System.nanoTime();
        var stream = request.getInputStream();
        var bytes = new byte[FIRST_CHUNK];
        for (int left = limit; left > 0 && System.nanoTime() - start < patience.toNanos(); ) {
            int count = stream.read(bytes);
            if (count < 0) {
                return;
            }
            left -= count;
        }
    }
}
