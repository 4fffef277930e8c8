package io.galena.standalone;

import io.galena.controlplane.ControlPlaneServiceConfiguration;
import io.galena.controlplane.account.RootCredential;
import io.galena.gateway.GatewayServiceConfiguration;
import io.galena.kit.catalog.CatalogClientConfiguration;
import io.galena.storage.StorageServiceConfiguration;
import io.galena.stream.StreamServiceConfiguration;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** All services in one application context. Each opens its own databases; there is no data source for all. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableConfigurationProperties(StandaloneProperties.class)
@Import({
    CatalogClientConfiguration.class,
    ControlPlaneServiceConfiguration.class,
    GatewayServiceConfiguration.class,
    StorageServiceConfiguration.class,
    StreamServiceConfiguration.class,
    FewFrameworks.class,
    AllFrameworks.class
})
class StandaloneConfiguration {
    @Bean
    SmartInitializingSingleton exposure(StandaloneProperties properties, RootCredential root) {
        return () -> Exposure.check(properties, root);
    }
}
