package io.galena.gateway;

import io.galena.gateway.access.AccessConfiguration;
import io.galena.gateway.listener.ListenerConfiguration;
import io.galena.gateway.protocol.ProtocolConfiguration;
import io.galena.gateway.route.RouteConfiguration;
import io.galena.gateway.settings.DeploymentProperties;
import io.galena.gateway.settings.GatewayProperties;
import io.galena.kit.transport.InternalCallsConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;

/** The gateway as one import. With services in the same process, its routes end in their dispatcher. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({GatewayProperties.class, DeploymentProperties.class})
@Import({
    AccessConfiguration.class,
    InternalCallsConfiguration.class,
    ListenerConfiguration.class,
    ProtocolConfiguration.class,
    RouteConfiguration.class
})
@PropertySource("classpath:io/galena/gateway/gateway-defaults.properties")
public class GatewayServiceConfiguration {}
