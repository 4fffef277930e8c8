package io.galena.controlplane;

import io.galena.controlplane.account.RootCredential;
import io.galena.kit.security.Secret;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the control plane must know of the whole deployment.
 *
 * @param region the region whose tables this deployment has
 * @param account the account of the root credential
 * @param root the root credential, if it is configured
 */
@ConfigurationProperties("galena")
public record DeploymentProperties(
        @DefaultValue("us-east-1") String region,
        @DefaultValue("000000000000") String account,
        @DefaultValue Root root) {
    public DeploymentProperties {
        if (!account.matches("[0-9]{12}")) {
            throw new IllegalArgumentException("galena.account must have 12 digits");
        }
        if (!region.matches("[a-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("galena.region must be made of lower-case letters, digits and hyphens");
        }
    }

    /** The root credential, if the configuration has one. */
    Optional<RootCredential> rootCredential() {
        return root.accessKey().isEmpty()
                ? Optional.empty()
                : Optional.of(new RootCredential(root.accessKey(), account, Secret.of(root.secretKey())));
    }

    /**
     * The root credential: both parts or none, which is how an empty text is read.
     *
     * @param accessKey the access key
     * @param secretKey the secret that belongs to it
     */
    public record Root(
            @DefaultValue("") String accessKey,
            @DefaultValue("") String secretKey) {
        public Root {
            if (accessKey.isEmpty() != secretKey.isEmpty()) {
                throw new IllegalArgumentException(
                        "galena.root.access-key and galena.root.secret-key must be set together");
            }
        }

        @Override
        public String toString() {
            return "Root[accessKey=" + accessKey + "]";
        }
    }
}
