package io.galena.kit.catalog;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.galena.kit.security.Credential;
import io.galena.kit.security.Credentials;
import io.galena.kit.security.SecretBox;
import java.util.Optional;

/**
 * The catalog's credentials with their secrets opened. A secret is opened once and kept until its credential changes.
 * Answers come from memory; only the very first calls of a process may wait for the catalog. Safe for use by many threads.
 */
public final class CatalogCredentials implements Credentials {
    private static final int MAX_OPENED = 10_000;

    private final CatalogClient catalog;
    private final LoadingCache<CredentialDescriptor, Credential> opened;

    public CatalogCredentials(CatalogClient catalog, SecretBox secrets) {
        this.catalog = catalog;
        this.opened = Caffeine.newBuilder().maximumSize(MAX_OPENED).build(encrypted -> open(encrypted, secrets));
    }

    /**
     * The credential of that access key.
     *
     * @throws io.galena.kit.security.MasterKeyException when the secret was encrypted under another master key
     */
    @Override
    public Optional<Credential> find(String accessKeyId) {
        return catalog.credential(accessKeyId).map(opened::get);
    }

    private static Credential open(CredentialDescriptor encrypted, SecretBox secrets) {
        return new Credential(
                encrypted.accessKeyId(),
                encrypted.account(),
                secrets.open(encrypted.accessKeyId(), encrypted.encryptedSecret()));
    }
}
