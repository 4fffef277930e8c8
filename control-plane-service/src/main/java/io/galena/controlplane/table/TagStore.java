package io.galena.controlplane.table;

import io.galena.controlplane.database.CatalogDatabase;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of tags. */
public final class TagStore {
    private final JdbcClient jdbc;

    public TagStore(CatalogDatabase database) {
        this.jdbc = database.jdbc();
    }

    /** Adds tags, and replaces the values of keys that the table has already. */
    void put(long tableId, List<Tag> tags) {
        tags.forEach(tag -> jdbc.sql("""
                        insert into tags (table_id, key, value) values (:table, :key, :value)
                        on conflict (table_id, key) do update set value = excluded.value
                        """)
                .param("table", tableId)
                .param("key", tag.key())
                .param("value", tag.value())
                .update());
    }

    /** Removes tags; keys that the table does not have are no error. */
    void remove(long tableId, List<String> keys) {
        jdbc.sql("delete from tags where table_id = :table and key in (:keys)")
                .param("table", tableId)
                .param("keys", keys)
                .update();
    }

    int count(long tableId) {
        return jdbc.sql("select count(*) from tags where table_id = :table")
                .param("table", tableId)
                .query(Integer.class)
                .single();
    }

    /** Tags after that key, in byte order of their keys. */
    List<Tag> page(long tableId, String after, int limit) {
        return jdbc.sql("""
                        select key, value from tags where table_id = :table and key > :after order by key limit :limit
                        """)
                .param("table", tableId)
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> new Tag(row.getString("key"), row.getString("value")))
                .list();
    }
}
