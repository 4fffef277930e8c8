package io.galena.gateway.listener;

import io.galena.gateway.settings.GatewayProperties;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

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

    /** The end of its client's time, if one is set: for a head, or for silence. */
    private final AtomicReference<Scheduler.@Nullable Task> end = new AtomicReference<>();

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
        // A request may begin in this moment.
        long number = getMessagesIn();
        return super.onIdleExpired(timeout) && !isKept(number);
    }

    @Override
    public void onClose(@Nullable Throwable cause) {
        super.onClose(cause);
        replaceEnd(null);
    }

    private boolean isKept(long number) {
        if (isWithinHead() || keptBeyondPatience.isNegative() || getConnector().isShutdown()) {
            return false;
        }
        if (kept != number) {
            kept = number;
            schedule(() -> closeIfUnused(number), keptBeyondPatience);
        }
        return true;
    }

    private void schedule(Runnable task, Duration delay) {
        replaceEnd(getConnector().getScheduler().schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void replaceEnd(Scheduler.@Nullable Task next) {
        var last = end.getAndSet(next);
        if (last != null) {
            last.cancel();
        }
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
