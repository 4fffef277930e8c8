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
