package io.galena.gateway.listener;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * A connection that closes itself when the head of a request has begun, but is not complete in time. Jetty's own time limits are
 * of silence only, which a client escapes that sends a byte now and then.
 */
final class PatientConnection extends HttpConnection {
    private final Duration patience;
    private long awaited = -1;

    PatientConnection(HttpConfiguration configuration, Connector connector, EndPoint endPoint, Duration patience) {
        super(configuration, connector, endPoint);
        this.patience = patience;
    }

    @Override
    public void onFillable() {
        super.onFillable();
        long number = getMessagesIn();
        // Heads mostly arrive whole: this is rare.
        if (isWithinHead() && awaited != number) {
            awaited = number;
            getConnector()
                    .getScheduler()
                    .schedule(() -> closeIfWaitingFor(number), patience.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void closeIfWaitingFor(long number) {
        if (getMessagesIn() == number && isWithinHead()) {
            getEndPoint().close();
        }
    }

    private boolean isWithinHead() {
        var parser = getParser();
        return parser.inHeaderState() && !parser.isIdle();
    }
}
