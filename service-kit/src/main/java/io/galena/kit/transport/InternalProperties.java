package io.galena.kit.transport;

import io.galena.kit.security.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the processes of a deployment reach and trust each other.
 *
 * @param url the gateway's internal listener; without it, internal operations are called in this process
 * @param token the secret that all processes of the deployment share, at least 16 characters
 * @param connectTimeout how long a connection may take to open
 * @param timeout how long an internal call may take; the catalog's long poll is the longest
 */
@ConfigurationProperties("galena.internal")
public record InternalProperties(
        @DefaultValue Optional<URI> url,
        @DefaultValue Optional<Secret> token,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("60s") Duration timeout) {
    private static final int MIN_TOKEN_LENGTH = 16;

    public InternalProperties {
        if (url.isPresent()
                && !"http".equals(url.get().getScheme())
                && !"https".equals(url.get().getScheme())) {
            throw new IllegalArgumentException("galena.internal.url must be an http or https URL");
        }
        if (token.isPresent() && token.get().reveal().length() < MIN_TOKEN_LENGTH) {
            throw new IllegalArgumentException(
                    "galena.internal.token must have at least " + MIN_TOKEN_LENGTH + " characters");
        }
        if (url.isPresent() && token.isEmpty()) {
            throw new IllegalArgumentException("galena.internal.url needs galena.internal.token beside it");
        }
        if (!connectTimeout.isPositive() || !timeout.isPositive()) {
            throw new IllegalArgumentException("The time limits of galena.internal must be positive");
        }
    }

    /** The token, for a process that cannot do without it. */
    public Secret requireToken() {
        return token.orElseThrow(() -> new IllegalArgumentException("galena.internal.token must be set"));
    }
}
