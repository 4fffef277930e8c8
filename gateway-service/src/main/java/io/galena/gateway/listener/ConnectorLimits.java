package io.galena.gateway.listener;

import io.galena.gateway.settings.GatewayProperties;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;

/** What a connector grants its clients. Requests run on virtual threads, so that a slow client costs little. */
record ConnectorLimits(GatewayProperties properties) implements TomcatConnectorCustomizer {
    private static final int MAX_HEADERS = 32 * 1024;
    /** What a client may still send after it was refused, so that it comes to read why. */
    private static final int MAX_SWALLOWED = 20 * 1024 * 1024;

    private static final int UNLIMITED = -1;

    @Override
    public void customize(Connector connector) {
        if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol) {
            protocol.setConnectionTimeout((int) properties.clientTimeout().toMillis());
            protocol.setKeepAliveTimeout((int) properties.keepAlive().toMillis());
            protocol.setMaxKeepAliveRequests(UNLIMITED);
            protocol.setMaxConnections(properties.maxConnections());
            protocol.setMaxHttpRequestHeaderSize(MAX_HEADERS);
            protocol.setMaxSwallowSize(MAX_SWALLOWED);
            protocol.setExecutor(new VirtualThreadExecutor("http-"));
        }
    }
}
