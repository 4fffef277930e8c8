package io.galena.standalone;

import io.galena.postgres.EmbeddedPostgres;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The databases of an instance, all in the embedded server: one for the catalog and one for each shard.
 *
 * @param shards how many shards there are
 */
record DatabaseProperties(int shards) {
    private static final String CATALOG = "galena_catalog";
    private static final String SHARD = "galena_shard_";
    /** The catalog's, and what people may want for a look. */
    private static final int OTHER_CONNECTIONS = 84;
    /** Its lanes, its pool, transactions that take two phases, the indexer and a capture that waits. */
    private static final int CONNECTIONS_OF_A_SHARD = 16;

    /** How many connections the server has to take. */
    int connections() {
        return OTHER_CONNECTIONS + shards * CONNECTIONS_OF_A_SHARD;
    }

    /** Creates those databases that are missing. */
    void create(EmbeddedPostgres postgres) {
        postgres.createDatabase(CATALOG);
        for (var shard = 0; shard < shards; shard++) {
            postgres.createDatabase(SHARD + shard);
        }
    }

    /** The services' properties that say where the databases are and how to get in. */
    Map<String, Object> of(EmbeddedPostgres postgres) {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("galena.control-plane.database.url", postgres.jdbcUrl(CATALOG));
        properties.put("galena.control-plane.database.user", EmbeddedPostgres.USER);
        properties.put("galena.control-plane.database.password", postgres.password());
        for (var shard = 0; shard < shards; shard++) {
            properties.put("galena.control-plane.shards[" + shard + "]", postgres.jdbcUrl(SHARD + shard));
        }
        properties.put("galena.storage.username", EmbeddedPostgres.USER);
        properties.put("galena.storage.password", postgres.password());
        properties.put("galena.stream.username", EmbeddedPostgres.USER);
        properties.put("galena.stream.password", postgres.password());
        return properties;
    }
}
