package io.galena.kit.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.kit.security.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;

/** Recognises requests of the deployment's own processes by the internal token, in constant time. */
public final class InternalToken {
    private final byte[] expected;

    public InternalToken(Secret token) {
        this.expected = token.reveal().getBytes(UTF_8);
    }

    /** Whether the request carries the token. */
    public boolean accepts(HttpServletRequest request) {
        var given = request.getHeader(InternalHeaders.TOKEN);
        return given != null && MessageDigest.isEqual(expected, given.getBytes(UTF_8));
    }
}
