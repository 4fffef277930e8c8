package io.galena.standalone;

import io.galena.controlplane.account.RootCredential;

/** What may not happen together: strangers that can reach Galena, and credentials that do not keep them out. */
final class Exposure {
    private Exposure() {}

    /**
     * Checks before the first request can come in, when the root credential is known.
     *
     * @throws StartFailure if strangers could get in
     */
    static void check(StandaloneProperties properties, RootCredential root) {
        if (!properties.isLoopback() && root.isDefault()) {
            throw new StartFailure(
                    "With the default credentials Galena listens on loopback only: choose --access-key and"
                            + " --secret-key to listen on " + properties.bind() + ".");
        }
    }
}
