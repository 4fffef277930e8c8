package io.galena.gateway.listener;

import io.galena.gateway.settings.GatewayProperties;
import jakarta.servlet.ServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;

/** The second port, for the deployment's own processes only. */
public final class InternalListener {
    private final Connector connector = new Connector();

    InternalListener(GatewayProperties.Internal settings, ConnectorLimits limits) throws UnknownHostException {
        connector.setPort(settings.port());
        if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
            protocol.setAddress(InetAddress.getByName(settings.bind()));
        }
        limits.customize(connector);
    }

    /** The port that it has got. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Whether the request came in here: told by the socket, not by anything that the client says. */
    public boolean received(ServletRequest request) {
        return request.getLocalPort() == port();
    }

    Connector connector() {
        return connector;
    }
}
