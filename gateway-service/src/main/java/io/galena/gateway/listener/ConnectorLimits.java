package io.galena.gateway.listener;

import io.galena.gateway.settings.GatewayProperties;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;

/** What a connector grants its clients. Requests run on virtual threads, so that a slow client costs little. */
record ConnectorLimits(GatewayProperties properties) {
    private static final int MAX_HEADERS = 32 * 1024;

    /** Makes a connector grant these limits; to be called before it is started. */
    void apply(ServerConnector connector) {
        connector.clearConnectionFactories();
        connector.addConnectionFactory(new PatientConnections());
        connector.setIdleTimeout(
                isKeptShort()
                        ? properties.keepAlive().toMillis()
                        : properties.clientTimeout().toMillis());
    }

    private HttpConfiguration configuration() {
        var configuration = new HttpConfiguration();
        if (isKeptShort()) {
            // Set and taken back for each request, which takes longer than for a connection to keep itself.
            configuration.setIdleTimeout(properties.clientTimeout().toMillis());
        }
        configuration.setRequestHeaderSize(MAX_HEADERS);
        configuration.setSendServerVersion(false);
        // Of a signed request hardly any header comes a second time: the cache costs and does not help.
        configuration.setHeaderCacheSize(0);
        return configuration;
    }

    /** Whether a client may be silent for longer within a request than between two. */
    private boolean isKeptShort() {
        return properties.keepAlive().compareTo(properties.clientTimeout()) < 0;
    }

    private final class PatientConnections extends HttpConnectionFactory {
        PatientConnections() {
            super(configuration());
        }

        @Override
        public Connection newConnection(Connector connector, EndPoint endPoint) {
            return configure(
                    new PatientConnection(getHttpConfiguration(), connector, endPoint, properties),
                    connector,
                    endPoint);
        }
    }
}
