package io.galena.gateway.listener;

import io.galena.gateway.settings.GatewayProperties;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * A connection that closes itself when the head of a request has begun, but is not complete in time: Jetty's own time limits are
 * of silence only, which a client escapes that sends a byte now and then. Between requests its client may be silent for longer
 * than within one.
 */
final class PatientConnection extends HttpConnection {
    private final Duration patience;
    private final Duration keptBeyondPatience;
    private long awaited = -1;
    private long kept = -1;

    PatientConnection(
            HttpConfiguration configuration, Connector connector, EndPoint endPoint, GatewayProperties properties) {
        super(configuration, connector, endPoint);
        this.patience = properties.clientTimeout();
        this.keptBeyondPatience = properties.keepAlive().minus(patience);
    }

    @Override
    public void onFillable() {
        super.onFillable();
        long number = getMessagesIn();
        // Heads mostly arrive whole: this is rare.
        if (isWithinHead() && awaited != number) {
            awaited = number;
            schedule(() -> closeIfWithinHead(number), patience);
        }
    }

    /** Whether it is to be closed, after a silence as long as the client timeout. */
    @Override
    public boolean onIdleExpired(TimeoutException timeout) {
        return super.onIdleExpired(timeout) && !isKept();
    }

    private boolean isKept() {
        if (isWithinHead() || keptBeyondPatience.isNegative() || getConnector().isShutdown()) {
            return false;
        }
        long number = getMessagesIn();
        if (kept != number) {
            kept = number;
            schedule(() -> closeIfUnused(number), keptBeyondPatience);
        }
        return true;
    }

    private void schedule(Runnable task, Duration delay) {
        getConnector().getScheduler().schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void closeIfWithinHead(long number) {
        if (getMessagesIn() == number && isWithinHead()) {
            getEndPoint().close();
        }
    }

    private void closeIfUnused(long number) {
        if (getMessagesIn() == number && getParser().isIdle()) {
            getEndPoint().close();
        }
    }

    private boolean isWithinHead() {
        var parser = getParser();
        return parser.inHeaderState() && !parser.isIdle();
    }
}
