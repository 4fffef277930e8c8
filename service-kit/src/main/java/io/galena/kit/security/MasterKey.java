package io.galena.kit.security;

import java.util.Base64;
import java.util.Optional;

/**
 * The key-encryption key of a deployment: 32 bytes, written as Base64. All services of a deployment use the same one. It is
 * kept in a file or an environment variable, never beside the data.
 */
public final class MasterKey {
    static final int LENGTH = 32;
    private static final String ENVIRONMENT = "env:";

    private final byte[] bytes;

    private MasterKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Finds the key.
     *
     * @param location a file, {@code env:NAME} for an environment variable, or empty for the file in the user's configuration
     *     directory, which is made when there is none
     * @throws MasterKeyException when there is no usable key at that place
     */
    public static MasterKey load(Optional<String> location) {
        var place = location.filter(text -> !text.isBlank());
        if (place.isEmpty()) {
            return MasterKeyFile.inConfigurationDirectory().readOrCreate();
        }
        var text = place.get();
        return text.startsWith(ENVIRONMENT)
                ? fromEnvironment(text.substring(ENVIRONMENT.length()))
                : MasterKeyFile.at(text).read();
    }

    /**
     * Reads the written form.
     *
     * @param origin names the place, for the error message
     * @throws MasterKeyException when the text is not a key
     */
    static MasterKey parse(String text, String origin) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException _) {
            throw unusable(origin);
        }
        if (bytes.length != LENGTH) {
            throw unusable(origin);
        }
        return new MasterKey(bytes);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "***";
    }

    private static MasterKey fromEnvironment(String variable) {
        var value = System.getenv(variable);
        if (value == null || value.isBlank()) {
            throw new MasterKeyException(
                    "The environment variable " + variable + ", which is to hold the master key, is not set.");
        }
        return parse(value, "The environment variable " + variable);
    }

    private static MasterKeyException unusable(String origin) {
        return new MasterKeyException(origin + " does not hold a master key: " + LENGTH
                + " random bytes in Base64, such as 'openssl rand -base64 " + LENGTH + "' writes.");
    }
}
