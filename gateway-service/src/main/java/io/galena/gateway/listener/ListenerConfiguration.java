package io.galena.gateway.listener;

import io.galena.gateway.settings.GatewayProperties;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Executors;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the listeners as configured. At shutdown, requests in flight are finished. */
@Configuration(proxyBeanMethods = false)
public class ListenerConfiguration {
    @Bean
    @ConditionalOnProperty("galena.gateway.internal.port")
    InternalListener internalListener(GatewayProperties properties) {
        return new InternalListener(properties.internal());
    }

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> listeners(
            GatewayProperties properties, ObjectProvider<InternalListener> internal) {
        return factory -> {
            factory.setPort(properties.port());
            factory.setAddress(address(properties.bind()));
            factory.setMaxConnections(properties.maxConnections());
            factory.setThreadPool(threads());
            // ActiveRequests makes it graceful; Spring Boot would add the whole of Jetty's statistics.
            factory.setShutdown(Shutdown.IMMEDIATE);
            factory.addServerCustomizers(
                    server -> customize(server, new ConnectorLimits(properties), internal.getIfAvailable()));
        };
    }

    private static void customize(Server server, ConnectorLimits limits, @Nullable InternalListener internal) {
        for (var connector : server.getConnectors()) {
            limits.apply((ServerConnector) connector);
        }
        if (internal != null) {
            internal.addTo(server, limits);
        }
        server.setErrorHandler(new BareErrors());
        server.getDescendants(ServletContextHandler.class)
                .forEach(context -> context.setSessionHandler(new NoSessions()));
        var active = new ActiveRequests();
        active.setHandler(server.getHandler());
        server.setHandler(active);
    }

    /** Few threads that wait for sockets; each request runs on a virtual one of its own. */
    private static QueuedThreadPool threads() {
        var threads = new QueuedThreadPool();
        threads.setName("http");
        threads.setVirtualThreadsExecutor(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("http-", 0).factory()));
        return threads;
    }

    private static InetAddress address(String bind) {
        try {
            return InetAddress.getByName(bind);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("galena.gateway.bind: no address '" + bind + "'", e);
        }
    }
}
