package io.galena.storage.shard;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.galena.kit.catalog.ShardDescriptor;
import io.galena.kit.database.SessionOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;

/**
 * A shard as this instance sees it: a bounded pool of connections for range reads and background work, and connections of
 * their own for lanes. Safe for several threads.
 */
public final class Shard implements AutoCloseable {
    /**
     * Every query of storage goes by primary key. Statistics of tables that grew a moment ago must not talk the planner into
     * anything else, and planning a prepared statement once is enough.
     */
    private static final String SESSION = "-c enable_seqscan=off -c enable_bitmapscan=off -c enable_hashjoin=off"
            + " -c enable_mergejoin=off -c enable_sort=off -c plan_cache_mode=force_generic_plan -c jit=off"
            + " -c default_transaction_isolation=read\\ committed -c lock_timeout=2s"
            + " -c idle_in_transaction_session_timeout=10s " + SessionOptions.END_WITH_HOST;

    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

    private final ShardDescriptor descriptor;
    private final ShardSettings settings;
    private final HikariDataSource pool;

    Shard(ShardDescriptor descriptor, ShardSettings settings) {
        this.descriptor = descriptor;
        this.settings = settings;
        this.pool = openPool();
    }

    public int id() {
        return descriptor.id();
    }

    /** The pool for range reads and background work. Its connections, too, give up on a server that does not answer for a minute. */
    public DataSource pool() {
        return pool;
    }

    /**
     * A new connection, for the caller alone. It gives up on a server that does not answer for a minute, but never cancels.
     *
     * @param name what the server is to show as the application's name
     */
    public Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(descriptor.jdbcUrl(), properties(name, LONGEST_SILENCE));
    }

    /**
     * As {@link #connect(String)}, but gives up sooner on a server that does not let the caller in.
     *
     * @param patience in whole seconds
     */
    public Connection connect(String name, Duration patience) throws SQLException {
        return connect(name, patience, LONGEST_SILENCE);
    }

    /**
     * As {@link #connect(String, Duration)}, but gives up sooner on a server that does not answer later, too.
     *
     * @param silence for how long it may not answer
     */
    public Connection connect(String name, Duration patience, Duration silence) throws SQLException {
        var properties = properties(name, patience);
        properties.setProperty("loginTimeout", Long.toString(patience.toSeconds()));
        var connection = DriverManager.getConnection(descriptor.jdbcUrl(), properties);
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(silence.toMillis()));
        return connection;
    }

    @Override
    public void close() {
        pool.close();
    }

    private Properties properties(String name, Duration silence) {
        var properties = properties(silence);
        properties.setProperty("ApplicationName", name);
        return properties;
    }

    private Properties properties(Duration silence) {
        var properties = new Properties();
        properties.setProperty("socketTimeout", Long.toString(silence.toSeconds()));
        properties.setProperty("user", settings.username());
        properties.setProperty("password", settings.password());
        properties.setProperty("options", SESSION);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("socketFactory", WatchedSockets.class.getName());
        return properties;
    }

    private HikariDataSource openPool() {
        var config = new HikariConfig();
        config.setPoolName("shard-" + descriptor.id());
        config.setJdbcUrl(descriptor.jdbcUrl());
        config.setDataSourceProperties(properties(LONGEST_SILENCE));
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(settings.poolTimeout().toMillis());
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }
}
