package io.galena.controlplane.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases on tables, so that of several control planes only one works on a table at a time. A lease is an advisory lock of a
 * session that this instance keeps for all its leases: it ends with the process that holds it, however that ends. If the
 * connection breaks, other instances may take the leases over while work goes on here; so all work under a lease can be done
 * twice.
 */
public final class Leases implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Leases.class);
    /** Keeps these locks apart from others in the same database. */
    private static final long LOCK_BASE = 0x67616c65_00000000L;

    /** Keep the kinds of work on a table apart. */
    private static final long BACKFILLS = 1L << 40;

    private static final long EXPIRIES = 2L << 40;

    private final DataSource dataSource;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Long> held = new HashSet<>();
    private @Nullable Connection connection;

    Leases(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Takes the lease on a table, unless this or another instance holds it.
     *
     * @throws IllegalStateException when the database cannot be asked
     */
    public Optional<Lease> tryAcquire(long tableId) {
        return tryAcquireNumber(tableId);
    }

    /** The same for the backfill of a table's index, which goes on beside other work on the table. */
    public Optional<Lease> tryAcquireForBackfill(long tableId) {
        return tryAcquireNumber(BACKFILLS + tableId);
    }

    /** The same for noting the expiry of a table's items, which goes on beside other work on the table, too. */
    public Optional<Lease> tryAcquireForExpiries(long tableId) {
        return tryAcquireNumber(EXPIRIES + tableId);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            disconnect();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Lease> tryAcquireNumber(long number) {
        lock.lock();
        try {
            if (held.contains(number) || !lock(number)) {
                return Optional.empty();
            }
            held.add(number);
            return Optional.of(() -> release(number));
        } catch (SQLException e) {
            disconnect();
            throw new IllegalStateException("Cannot ask for a lease", e);
        } finally {
            lock.unlock();
        }
    }

    private void release(long tableId) {
        lock.lock();
        try {
            held.remove(tableId);
            query("select pg_advisory_unlock(?)", tableId);
        } catch (SQLException e) {
            log.warn("Cannot give a lease back, giving up the connection that holds it", e);
            disconnect();
        } finally {
            lock.unlock();
        }
    }

    /** The second attempt is for a connection that broke while nobody used it. */
    private boolean lock(long tableId) throws SQLException {
        var sql = "select pg_try_advisory_lock(?)";
        try {
            return query(sql, tableId);
        } catch (SQLException e) {
            log.debug("Asking for a lease again on a new connection", e);
            disconnect();
            return query(sql, tableId);
        }
    }

    private boolean query(String sql, long tableId) throws SQLException {
        if (connection == null || connection.isClosed()) {
            connection = dataSource.getConnection();
        }
        try (var statement = connection.prepareStatement(sql)) {
            statement.setLong(1, LOCK_BASE + tableId);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }

    private void disconnect() {
        var gone = connection;
        connection = null;
        if (gone == null) {
            return;
        }
        try {
            gone.close();
        } catch (SQLException e) {
            log.debug("The connection that held leases is broken", e);
        }
    }

    /** A lease that is held; closing gives it back. */
    @FunctionalInterface
    public interface Lease extends AutoCloseable {
        @Override
        void close();
    }
}
