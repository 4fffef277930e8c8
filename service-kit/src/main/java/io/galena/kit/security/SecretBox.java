package io.galena.kit.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * Encrypts secrets under the master key (AES-256-GCM), each bound to the access key that it belongs to, so that one put in
 * another's place does not open. Safe for use by many threads.
 */
public final class SecretBox {
    private final Aead aead;

    public SecretBox(MasterKey key) {
        try {
            AeadConfig.register();
            this.aead = keyset(key).getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    /** Encrypts a secret; the result is Base64 and differs each time. */
    public String seal(String accessKeyId, Secret secret) {
        try {
            var sealed = aead.encrypt(secret.reveal().getBytes(UTF_8), accessKeyId.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A secret could not be encrypted", e);
        }
    }

    /**
     * Decrypts what {@link #seal} made.
     *
     * @throws MasterKeyException when it was encrypted under another master key, for another access key, or is damaged
     */
    public Secret open(String accessKeyId, String sealed) {
        try {
            var secret = aead.decrypt(Base64.getDecoder().decode(sealed), accessKeyId.getBytes(UTF_8));
            return Secret.of(new String(secret, UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new MasterKeyException(
                    "The secret of access key " + accessKeyId
                            + " cannot be decrypted: it was encrypted under another master key, or is damaged.",
                    e);
        }
    }

    /** The key's number, which prefixes every ciphertext, tells keys apart when they are one day rotated. */
    @AccessesPartialKey
    private static KeysetHandle keyset(MasterKey key) throws GeneralSecurityException {
        var bytes = key.bytes();
        var number = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes))
                .getInt();
        var parameters = AesGcmParameters.builder()
                .setKeySizeBytes(MasterKey.LENGTH)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(AesGcmParameters.Variant.TINK)
                .build();
        var aesKey = AesGcmKey.builder()
                .setParameters(parameters)
                .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
                .setIdRequirement(number)
                .build();
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(aesKey).withFixedId(number).makePrimary())
                .build();
    }
}
