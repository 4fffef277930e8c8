package io.galena.controlplane.shard;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.kit.catalog.ShardDescriptor;
import java.util.List;

/** The table of shards. */
public final class ShardStore {
    private final CatalogDatabase database;

    public ShardStore(CatalogDatabase database) {
        this.database = database;
    }

    /**
     * Makes the shards of the configuration known: the first in the list is shard 0. A shard that has moved gets its new
     * address; shards beyond the list stay as they are, since tables may live there.
     */
    public void seed(List<String> jdbcUrls) {
        var known = shards().stream().map(ShardDescriptor::jdbcUrl).toList();
        if (known.size() >= jdbcUrls.size() && known.subList(0, jdbcUrls.size()).equals(jdbcUrls)) {
            return;
        }
        database.change(revision -> {
            for (int id = 0; id < jdbcUrls.size(); id++) {
                put(id, jdbcUrls.get(id), revision);
            }
            return true;
        });
    }

    /** All shards, in the order of their numbers. */
    public List<ShardDescriptor> shards() {
        return changedSince(0);
    }

    /** The shards that are new or changed since a revision. */
    public List<ShardDescriptor> changedSince(long revision) {
        return database.jdbc()
                .sql("select id, jdbc_url, added from shards where revision > :revision order by id")
                .param("revision", revision)
                .query((row, _) ->
                        new ShardDescriptor(row.getInt("id"), row.getString("jdbc_url"), row.getLong("added")))
                .list();
    }

    private void put(int id, String jdbcUrl, long revision) {
        database.jdbc()
                .sql("""
                        insert into shards (id, jdbc_url, revision) values (:id, :jdbcUrl, :revision)
                        on conflict (id) do update set jdbc_url = excluded.jdbc_url, revision = excluded.revision
                        where shards.jdbc_url <> excluded.jdbc_url
                        """)
                .param("id", id)
                .param("jdbcUrl", jdbcUrl)
                .param("revision", revision)
                .update();
    }
}
