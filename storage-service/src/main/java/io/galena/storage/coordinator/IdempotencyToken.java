package io.galena.storage.coordinator;

import io.galena.storage.write.WriteResult;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.function.Function;

/**
 * A client's name for its request, good for ten minutes: another request with the same name is done only once.
 *
 * @param key stands for the name and its account
 * @param request a digest of what was asked for
 * @param answer what to keep for those who ask again
 */
public record IdempotencyToken(byte[] key, byte[] request, Function<List<WriteResult>, byte[]> answer) {
    /** The key of an account's token. */
    public static byte[] key(String account, String token) {
        return sha256().digest((account + '\n' + token).getBytes(StandardCharsets.UTF_8));
    }

    /** The digest that keys and requests are made with. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
