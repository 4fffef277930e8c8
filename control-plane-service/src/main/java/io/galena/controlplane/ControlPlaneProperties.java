package io.galena.controlplane;

import io.galena.controlplane.database.DatabaseAddress;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the control plane.
 *
 * @param database the catalog database
 * @param shards the JDBC URLs of the shards: the first is shard 0, and the order must never change
 * @param maxTables how many tables an account may have
 * @param maxTablesInTransition how many tables of an account may be in creation or deletion at a time
 * @param recoveryInterval how often creations, changes and deletions that were cut off are looked for, and streams that have
 *     had their time
 * @param statisticsInterval how often item counts and table sizes are brought up to date
 * @param streamShards how many shards a new stream has at least; each partition of its table gets equally many, at least one
 * @param streamRetention how long a stream stays after it was turned off
 * @param endpoint the host and port that {@code DescribeEndpoints} tells clients
 */
@ConfigurationProperties("galena.control-plane")
public record ControlPlaneProperties(
        Database database,
        List<String> shards,
        @DefaultValue("2500") int maxTables,
        @DefaultValue("500") int maxTablesInTransition,
        @DefaultValue("2s") Duration recoveryInterval,
        @DefaultValue("30s") Duration statisticsInterval,
        @DefaultValue("1") int streamShards,
        @DefaultValue("24h") Duration streamRetention,
        @DefaultValue("localhost:8000") String endpoint) {
    private static final int MOST_STREAM_SHARDS = 1_024;

    public ControlPlaneProperties {
        shards = List.copyOf(shards);
        if (shards.isEmpty()) {
            throw new IllegalArgumentException("galena.control-plane.shards must name at least one database");
        }
        if (maxTables < 1 || maxTablesInTransition < 1) {
            throw new IllegalArgumentException("The limits of galena.control-plane must be at least 1");
        }
        if (streamShards < 1 || streamShards > MOST_STREAM_SHARDS) {
            throw new IllegalArgumentException(
                    "galena.control-plane.stream-shards must be between 1 and " + MOST_STREAM_SHARDS);
        }
        if (!streamRetention.isPositive()) {
            throw new IllegalArgumentException("galena.control-plane.stream-retention must be positive");
        }
        if (!recoveryInterval.isPositive() || !statisticsInterval.isPositive()) {
            throw new IllegalArgumentException("The intervals of galena.control-plane must be positive");
        }
    }

    /**
     * The catalog database.
     *
     * @param url its JDBC URL
     * @param user who may change its schema
     * @param password the user's password
     * @param maxPoolSize how many connections an instance may open, besides two that it always has
     */
    public record Database(
            String url,
            String user,
            String password,
            @DefaultValue("10") int maxPoolSize) {
        public Database {
            if (maxPoolSize < 2) {
                throw new IllegalArgumentException("galena.control-plane.database.max-pool-size must be at least 2");
            }
        }

        DatabaseAddress address() {
            return new DatabaseAddress(url, user, password, maxPoolSize);
        }

        @Override
        public String toString() {
            return "Database[url=" + url + ", user=" + user + ", maxPoolSize=" + maxPoolSize + "]";
        }
    }
}
