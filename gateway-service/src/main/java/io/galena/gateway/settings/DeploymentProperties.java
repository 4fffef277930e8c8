package io.galena.gateway.settings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the whole deployment agrees on.
 *
 * @param region the region that it plays
 * @param account the root account
 */
@ConfigurationProperties("galena")
public record DeploymentProperties(
        @DefaultValue("us-east-1") String region,
        @DefaultValue("000000000000") String account) {
    private static final int ACCOUNT_DIGITS = 12;

    public DeploymentProperties {
        if (region.isBlank()) {
            throw new IllegalArgumentException("galena.region must not be blank");
        }
        if (account.length() != ACCOUNT_DIGITS || !account.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("galena.account must be " + ACCOUNT_DIGITS + " digits");
        }
    }
}
