package io.galena.controlplane.account;

import io.galena.kit.catalog.CredentialDescriptor;
import io.galena.kit.security.Secret;
import io.galena.kit.security.SecretBox;
import java.time.InstantSource;
import java.util.Optional;

/** The credential that may do everything in its account. It comes from the configuration and is kept in the catalog. */
public record RootCredential(String accessKeyId, String account, Secret secret) {
    /** The access key of a deployment for which none was ever configured. Everyone knows it. */
    public static final String DEFAULT_ACCESS_KEY = "galena";

    /** The secret that belongs to {@link #DEFAULT_ACCESS_KEY}. Everyone knows it. */
    public static final String DEFAULT_SECRET_KEY = "galena-secret";

    /** Whether everyone knows this credential: it is good enough on the loopback interface only. */
    public boolean isDefault() {
        return secret.equals(Secret.of(DEFAULT_SECRET_KEY));
    }

    /**
     * Finds out what the root credential is, and sees that the catalog has it and its account. A configured one replaces
     * that in the catalog; without one that in the catalog stays; without either it is the default one.
     *
     * @param account the account of a credential that is not in the catalog yet
     * @throws io.galena.kit.security.MasterKeyException when the catalog's secret was encrypted under another master key
     */
    public static RootCredential establish(
            Optional<RootCredential> configured,
            String account,
            CredentialStore credentials,
            SecretBox secrets,
            InstantSource time) {
        credentials.addAccount(account, time.instant());
        var stored = credentials.root();
        if (configured.isEmpty() && stored.isPresent()) {
            return stored.map(found -> opened(found, secrets)).orElseThrow();
        }
        var root = configured.orElseGet(
                () -> new RootCredential(DEFAULT_ACCESS_KEY, account, Secret.of(DEFAULT_SECRET_KEY)));
        if (stored.map(found -> isSame(found, root, secrets)).orElse(false)) {
            return root;
        }
        var encrypted = secrets.seal(root.accessKeyId, root.secret);
        credentials.replaceRoot(new CredentialDescriptor(root.accessKeyId, root.account, encrypted), time.instant());
        return root;
    }

    private static RootCredential opened(CredentialDescriptor stored, SecretBox secrets) {
        return new RootCredential(
                stored.accessKeyId(), stored.account(), secrets.open(stored.accessKeyId(), stored.encryptedSecret()));
    }

    private static boolean isSame(CredentialDescriptor stored, RootCredential root, SecretBox secrets) {
        return stored.accessKeyId().equals(root.accessKeyId)
                && stored.account().equals(root.account)
                && opened(stored, secrets).secret.equals(root.secret);
    }
}
