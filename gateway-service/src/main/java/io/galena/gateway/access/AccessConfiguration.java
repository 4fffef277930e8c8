package io.galena.gateway.access;

import io.galena.gateway.settings.DeploymentProperties;
import io.galena.gateway.settings.GatewayProperties;
import io.galena.gateway.signature.SignatureVerifier;
import io.galena.kit.catalog.CatalogClient;
import io.galena.kit.catalog.CatalogClientConfiguration;
import io.galena.kit.security.Credentials;
import io.galena.kit.security.SecretBox;
import io.galena.kit.security.SecurityConfiguration;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Chooses how callers are known, as {@code galena.gateway.auth} says. */
@Configuration(proxyBeanMethods = false)
@Import({CatalogClientConfiguration.class, SecurityConfiguration.class})
public class AccessConfiguration {
    @Bean
    Credentials catalogCredentials(CatalogClient catalog, ObjectProvider<SecretBox> box) {
        return new CatalogCredentials(catalog, box::getObject);
    }

    @Bean
    Authenticator authenticator(
            GatewayProperties properties, DeploymentProperties deployment, Credentials credentials) {
        var region = deployment.region();
        return switch (properties.auth()) {
            case VERIFY ->
                new VerifyingAuthenticator(new SignatureVerifier(credentials, region, InstantSource.system()), region);
            case NONE -> new TrustingAuthenticator(deployment.account(), region);
        };
    }
}
