package io.galena.gateway.listener;

import io.galena.gateway.settings.GatewayProperties;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the listeners as configured. At shutdown, requests in flight are finished. */
@Configuration(proxyBeanMethods = false)
public class ListenerConfiguration {
    @Bean
    @ConditionalOnProperty("galena.gateway.internal.port")
    InternalListener internalListener(GatewayProperties properties) throws UnknownHostException {
        return new InternalListener(properties.internal(), new ConnectorLimits(properties));
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> listeners(
            GatewayProperties properties, ObjectProvider<InternalListener> internal) {
        return factory -> {
            factory.setPort(properties.port());
            factory.setAddress(address(properties.bind()));
            factory.setShutdown(Shutdown.GRACEFUL);
            factory.addConnectorCustomizers(new ConnectorLimits(properties));
            internal.ifAvailable(listener -> factory.addAdditionalConnectors(listener.connector()));
        };
    }

    private static InetAddress address(String bind) {
        try {
            return InetAddress.getByName(bind);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("galena.gateway.bind: no address '" + bind + "'", e);
        }
    }
}
