package io.galena.controlplane.table;

import io.galena.controlplane.database.CatalogJson;
import io.galena.controlplane.table.GlobalIndex.State;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table that holds indexes. Methods that change it belong inside {@code CatalogDatabase.change}. */
final class IndexStore {
    private final JdbcClient jdbc;

    IndexStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Puts all indexes of a new table there. */
    void insert(Table table) {
        table.localIndexes()
                .forEach(index -> insert(
                        table.id(), index.id(), index.definition().name(), "LOCAL", index.definition(), State.ACTIVE));
        table.globalIndexes().forEach(index -> insert(table.id(), index));
    }

    /** A number for a new index, never given twice in its table. */
    int nextId(long table) {
        return jdbc.sql("update tables set last_index = last_index + 1 where id = :table returning last_index")
                .param("table", table)
                .query(Integer.class)
                .single();
    }

    /** Writes what has become of a table's global indexes and of the attributes that their keys are made of. */
    void update(Table before, Table after) {
        for (var index : after.globalIndexes()) {
            if (before.globalIndexes().stream().noneMatch(known -> known.id() == index.id())) {
                insert(after.id(), index);
            } else if (!before.globalIndexes().contains(index)) {
                update(after.id(), index);
            }
        }
        if (!before.attributes().equals(after.attributes())) {
            updateAttributes(after.id(), CatalogJson.write(after.attributes()));
        }
    }

    /** The numbers of tables with an index that is being backfilled. */
    List<Long> tablesInBackfill() {
        return jdbc.sql("select distinct table_id from indexes where state = 'BACKFILLING'")
                .query((row, _) -> row.getLong(1))
                .list();
    }

    /** Keeps how far a backfill has come. It is no change of the catalog: nobody is told. */
    void keepProgress(long table, int index, String progress) {
        jdbc.sql("""
                        update indexes set progress = :progress
                        where table_id = :table and id = :id and state = 'BACKFILLING'
                        """)
                .param("progress", progress)
                .param("table", table)
                .param("id", index)
                .update();
    }

    /** Marks an index as one that has all its entries. */
    void finishBackfill(long table, int index) {
        jdbc.sql("""
                        update indexes set state = 'BACKFILLED' where table_id = :table and id = :id and state = 'BACKFILLING'
                        """).param("table", table).param("id", index).update();
    }

    /** Completes the change of a table that is under way, now that every shard holds the table's next version. */
    void settle(Table table) {
        jdbc.sql("""
                        update indexes set
                            state = case state when 'ADDING' then 'BACKFILLING' else 'ACTIVE' end,
                            progress = case state when 'ADDING' then '' end
                        where table_id = :table and state in ('ADDING', 'BACKFILLED')
                        """).param("table", table.id()).update();
        var removed = jdbc.sql("delete from indexes where table_id = :table and state = 'REMOVING'")
                .param("table", table.id())
                .update();
        if (removed > 0) {
            updateAttributes(table.id(), CatalogJson.write(GlobalIndexChanges.used(table)));
        }
    }

    private void insert(long table, GlobalIndex index) {
        insert(table, index.id(), index.definition().name(), "GLOBAL", index.definition(), index.state());
    }

    private void insert(long table, int id, String name, String scope, Object definition, State state) {
        jdbc.sql("""
                        insert into indexes (table_id, id, name, scope, definition, state)
                        values (:table, :id, :name, :scope, :definition::jsonb, :state)
                        """)
                .param("table", table)
                .param("id", id)
                .param("name", name)
                .param("scope", scope)
                .param("definition", CatalogJson.write(definition))
                .param("state", state.name())
                .update();
    }

    private void update(long table, GlobalIndex index) {
        jdbc.sql("""
                        update indexes set definition = :definition::jsonb, state = :state
                        where table_id = :table and id = :id
                        """)
                .param("definition", CatalogJson.write(index.definition()))
                .param("state", index.state().name())
                .param("table", table)
                .param("id", index.id())
                .update();
    }

    private void updateAttributes(long table, String attributes) {
        jdbc.sql("update tables set attributes = :attributes::jsonb where id = :id")
                .param("attributes", attributes)
                .param("id", table)
                .update();
    }
}
