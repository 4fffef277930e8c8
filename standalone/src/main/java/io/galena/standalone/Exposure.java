package io.galena.standalone;

import io.galena.controlplane.account.RootCredential;

/** What may not happen together: strangers that can reach Galena, and credentials that do not keep them out. */
final class Exposure {
    private Exposure() {}

    /**
     * Checks before anything is made: what is configured counts, and in a new data directory the default credential.
     *
     * @throws StartFailure if strangers could get in
     */
    static void checkOptions(StandaloneProperties properties) {
        var secret = properties.secretKey();
        if (secret.isPresent() || DataDirectory.isNew(properties)) {
            check(
                    properties,
                    secret.orElse(RootCredential.DEFAULT_SECRET_KEY).equals(RootCredential.DEFAULT_SECRET_KEY));
        }
    }

    /**
     * Checks before the first request can come in, when the root credential is known.
     *
     * @throws StartFailure if strangers could get in
     */
    static void check(StandaloneProperties properties, RootCredential root) {
        check(properties, root.isDefault());
    }

    private static void check(StandaloneProperties properties, boolean isDefault) {
        if (!properties.isLoopback() && isDefault) {
            throw new StartFailure(
                    "With the default credentials Galena listens on loopback only: choose --access-key and"
                            + " --secret-key to listen on " + properties.bind() + ".");
        }
    }
}
