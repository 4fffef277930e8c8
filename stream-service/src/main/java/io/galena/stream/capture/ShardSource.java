package io.galena.stream.capture;

import io.galena.kit.catalog.ShardDescriptor;
import io.galena.kit.changelog.ReplicationSlots;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.PGProperty;

/** Where a shard's write-ahead log is read. */
record ShardSource(int shard, String jdbcUrl, String username, String password) {
    private static final int CONNECT_SECONDS = 5;
    private static final int ANSWER_SECONDS = 10;

    static ShardSource of(ShardDescriptor shard, String username, String password) {
        return new ShardSource(shard.id(), shard.jdbcUrl(), username, password);
    }

    String slot() {
        return ReplicationSlots.name(shard);
    }

    String publication() {
        return ReplicationSlots.PUBLICATION;
    }

    /** A connection for short questions. */
    Connection connect() throws SQLException {
        var properties = properties();
        PGProperty.SOCKET_TIMEOUT.set(properties, ANSWER_SECONDS);
        return DriverManager.getConnection(jdbcUrl, properties);
    }

    /** A connection over which the log can be read, for as long as it takes. */
    Connection connectForReplication() throws SQLException {
        var properties = properties();
        PGProperty.REPLICATION.set(properties, "database");
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        return DriverManager.getConnection(jdbcUrl, properties);
    }

    private Properties properties() {
        var properties = new Properties();
        PGProperty.USER.set(properties, username);
        PGProperty.PASSWORD.set(properties, password);
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "18");
        PGProperty.APPLICATION_NAME.set(properties, slot());
        PGProperty.CONNECT_TIMEOUT.set(properties, CONNECT_SECONDS);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        return properties;
    }
}
