package io.galena.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.galena.kit.catalog.CatalogClient;
import io.galena.kit.catalog.CredentialDescriptor;
import io.galena.kit.security.Credential;
import io.galena.kit.security.Credentials;
import io.galena.kit.security.SecretBox;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The catalog's credentials, decrypted. A secret is decrypted once, as long as the catalog does not change it. Safe for use
 * by many threads.
 */
public final class CatalogCredentials implements Credentials {
    private static final int MAX_DECRYPTED = 10_000;

    private final CatalogClient catalog;
    private final Supplier<SecretBox> box;
    private final Cache<CredentialDescriptor, Credential> decrypted =
            Caffeine.newBuilder().maximumSize(MAX_DECRYPTED).build();

    /**
     * Reads from that catalog.
     *
     * @param box asked for at the first secret, so that start-up does not wait for the cryptography
     */
    public CatalogCredentials(CatalogClient catalog, Supplier<SecretBox> box) {
        this.catalog = catalog;
        this.box = box;
    }

    @Override
    public Optional<Credential> find(String accessKeyId) {
        return catalog.credential(accessKeyId).map(descriptor -> decrypted.get(descriptor, this::decrypt));
    }

    private Credential decrypt(CredentialDescriptor descriptor) {
        var secret = box.get().open(descriptor.accessKeyId(), descriptor.encryptedSecret());
        return new Credential(descriptor.accessKeyId(), descriptor.account(), secret);
    }
}
