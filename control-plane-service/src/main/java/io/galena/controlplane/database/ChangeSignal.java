package io.galena.controlplane.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes threads that wait for the catalog to change. Changes of this instance are known when they commit; one thread listens
 * for those of other instances, on one connection however many wait.
 */
public final class ChangeSignal implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ChangeSignal.class);
    /** How long the listener waits for a notification before it looks for itself: a broken connection is found so. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private static final Duration RECONNECT = Duration.ofSeconds(1);

    private final DataSource dataSource;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition advanced = lock.newCondition();
    private long revision;
    private @Nullable Connection connection;
    private volatile boolean closed;

    ChangeSignal(DataSource dataSource) {
        this.dataSource = dataSource;
        Thread.ofVirtual().name("catalog-listener").start(this::listen);
    }

    /**
     * Waits until the catalog is beyond that revision, at most so long, and less when the thread is interrupted.
     *
     * @return false when the database is being closed, so that there is no use in asking it
     */
    public boolean awaitBeyond(long since, Duration limit) {
        var nanos = limit.toNanos();
        lock.lock();
        try {
            while (revision <= since && nanos > 0 && !closed) {
                nanos = advanced.awaitNanos(nanos);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return !closed;
    }

    /** Tells that the catalog has reached that revision. */
    void advance(long reached) {
        lock.lock();
        try {
            if (reached > revision) {
                revision = reached;
                advanced.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends all waiting. The listener ends when it next looks, or when its connection breaks under it. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            advanced.signalAll();
            if (connection != null) {
                connection.abort(Runnable::run);
            }
        } catch (SQLException e) {
            log.debug("The connection that listens for catalog changes is broken already", e);
        } finally {
            lock.unlock();
        }
    }

    private void listen() {
        while (!closed) {
            try (var opened = dataSource.getConnection()) {
                keep(opened);
                follow(opened);
            } catch (SQLException e) {
                if (!closed) {
                    log.warn("Lost the connection that listens for catalog changes, will connect again", e);
                    pause();
                }
            }
        }
    }

    private void keep(Connection opened) {
        lock.lock();
        try {
            connection = opened;
        } finally {
            lock.unlock();
        }
    }

    private void follow(Connection opened) throws SQLException {
        var postgres = opened.unwrap(PGConnection.class);
        try (var statement = opened.createStatement()) {
            statement.execute("listen " + CatalogDatabase.CHANNEL);
            while (!closed) {
                try (var rows = statement.executeQuery("select revision from clock")) {
                    rows.next();
                    advance(rows.getLong(1));
                }
                var notifications = postgres.getNotifications((int) HEARTBEAT.toMillis());
                while (notifications != null && notifications.length > 0 && !closed) {
                    for (var notification : notifications) {
                        advance(Long.parseLong(notification.getParameter()));
                    }
                    notifications = postgres.getNotifications((int) HEARTBEAT.toMillis());
                }
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(RECONNECT.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
