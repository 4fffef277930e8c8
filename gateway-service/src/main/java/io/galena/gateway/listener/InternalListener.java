package io.galena.gateway.listener;

import io.galena.gateway.settings.GatewayProperties;
import jakarta.servlet.ServletRequest;
import java.util.Objects;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/** The second port, for the deployment's own processes only. */
public final class InternalListener {
    private final GatewayProperties.Internal settings;
    private volatile @Nullable ServerConnector connector;

    InternalListener(GatewayProperties.Internal settings) {
        this.settings = settings;
    }

    /** The port that it has got. */
    public int port() {
        return Objects.requireNonNull(connector, "The listener is not open").getLocalPort();
    }

    /** Whether the request came in here: told by the socket, not by anything that the client says. */
    public boolean received(ServletRequest request) {
        return request.getLocalPort() == port();
    }

    /** Adds it to the server, which opens it when it starts. */
    void addTo(Server server, ConnectorLimits limits) {
        var added = new ServerConnector(server);
        added.setPort(settings.port());
        added.setHost(settings.bind());
        limits.apply(added);
        server.addConnector(added);
        connector = added;
    }
}
