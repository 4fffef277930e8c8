package io.galena.controlplane.table;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.controlplane.database.CatalogJson;
import io.galena.controlplane.database.Page;
import io.galena.controlplane.definition.TableSettings;
import io.galena.kit.catalog.TableStatistics;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tables that hold tables, their indexes and partitions. Methods that take a revision belong inside {@link
 * CatalogDatabase#change}.
 */
public final class TableStore {
    private static final RowMapper<Long> NUMBER = (row, _) -> row.getLong(1);
    private static final TableRow ROW = new TableRow();

    private final CatalogDatabase database;
    private final JdbcClient jdbc;
    private final IndexStore indexes;

    public TableStore(CatalogDatabase database) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.indexes = new IndexStore(jdbc);
    }

    /** The tables' indexes. */
    IndexStore indexes() {
        return indexes;
    }

    /** A number for a new table, never given twice. */
    long nextId() {
        return jdbc.sql("select nextval('table_numbers')").query(Long.class).single();
    }

    /** The table of that name, in any status. */
    public Optional<Table> find(String account, String region, String name) {
        return jdbc.sql(TableRow.SELECT + " where t.account = :account and t.region = :region and t.name = :name")
                .param("account", account)
                .param("region", region)
                .param("name", name)
                .query(ROW)
                .optional();
    }

    /** The table of that number, in any status. */
    public Optional<Table> find(long id) {
        return jdbc.sql(TableRow.SELECT + " where t.id = :id")
                .param("id", id)
                .query(ROW)
                .optional();
    }

    /** The region's tables that have changed since a revision, in any status. */
    public List<Table> changedSince(String region, long revision) {
        return jdbc.sql(TableRow.SELECT + " where t.region = :region and t.revision > :revision order by t.id")
                .param("region", region)
                .param("revision", revision)
                .query(ROW)
                .list();
    }

    /** The numbers of tables that were dropped since a revision, as far as they are remembered. */
    public List<Long> droppedSince(long revision) {
        return jdbc.sql("select table_id from dropped_tables where revision > :revision order by table_id")
                .param("revision", revision)
                .query(NUMBER)
                .list();
    }

    /** The names of some of an account's tables. */
    Page<String> names(Page.Place place) {
        return Page.read(jdbc, "select name from tables", place, (row, _) -> row.getString("name"));
    }

    /** How many tables an account has, and how many of them are being created or deleted. */
    Counts count(String account, String region) {
        return jdbc.sql("""
                        select count(*) as all_tables, count(*) filter (where status <> 'ACTIVE') as in_transition
                        from tables where account = :account and region = :region
                        """)
                .param("account", account)
                .param("region", region)
                .query((row, _) -> new Counts(row.getInt("all_tables"), row.getInt("in_transition")))
                .single();
    }

    /** The numbers of the tables that are on their way into being or out of it. */
    List<Long> inTransition() {
        return jdbc.sql("select id from tables where status <> 'ACTIVE' order by id")
                .query(NUMBER)
                .list();
    }

    /** The numbers of all tables that items can be in. */
    List<Long> inUse() {
        return jdbc.sql("select id from tables where status in ('ACTIVE', 'UPDATING') order by id")
                .query(NUMBER)
                .list();
    }

    /** The numbers of the tables whose time to live is on, but for the items written before. */
    List<Long> fillingExpiries() {
        return jdbc.sql("""
                        select id from tables where status = 'ACTIVE' and settings -> 'timeToLive' ->> 'step' = 'FILLING'
                        order by id
                        """).query(NUMBER).list();
    }

    /** The numbers of the tables whose changes are told for destinations, though none is on. */
    List<Long> deliveringInVain() {
        return jdbc.sql("""
                        select t.id from tables t
                        where t.status = 'ACTIVE' and t.settings ->> 'destinationLog' = 'OPEN'
                            and not exists (select from kinesis_destinations d
                                where d.table_id = t.id and d.status not in ('DISABLED', 'ENABLE_FAILED'))
                        order by t.id
                        """).query(NUMBER).list();
    }

    void insert(Table table, long revision) {
        jdbc.sql("""
                        insert into tables (id, uuid, account, region, name, status, version, created, attributes, key_schema,
                            settings, last_index, revision)
                        values (:id, :uuid, :account, :region, :name, :status, :version, :created, :attributes::jsonb,
                            :keySchema::jsonb, :settings::jsonb, :lastIndex, :revision)
                        """)
                .param("id", table.id())
                .param("uuid", table.uuid())
                .param("account", table.account())
                .param("region", table.region())
                .param("name", table.name())
                .param("status", table.status().name())
                .param("version", table.version())
                .param("created", table.created().atOffset(ZoneOffset.UTC))
                .param("attributes", CatalogJson.write(table.attributes()))
                .param("keySchema", CatalogJson.write(table.keySchema()))
                .param("settings", CatalogJson.write(table.settings()))
                .param(
                        "lastIndex",
                        table.localIndexes().size() + table.globalIndexes().size())
                .param("revision", revision)
                .update();
        indexes.insert(table);
        table.partitions()
                .forEach(partition -> jdbc.sql("""
                                insert into partitions (table_id, id, first, last, shard, epoch)
                                values (:table, :id, :first, :last, :shard, :epoch)
                                """)
                        .param("table", table.id())
                        .param("id", partition.id())
                        .param("first", partition.first())
                        .param("last", partition.last())
                        .param("shard", partition.shard())
                        .param("epoch", partition.epoch())
                        .update());
    }

    void updateSettings(long id, TableSettings settings, long revision) {
        jdbc.sql("update tables set settings = :settings::jsonb, revision = :revision where id = :id")
                .param("settings", CatalogJson.write(settings))
                .param("revision", revision)
                .param("id", id)
                .update();
    }

    /**
     * Marks a table as being changed: its shards are to take on its next version.
     *
     * @param topicPartitions how many partitions the topic of its changes needs then
     */
    void startUpdate(long id, int topicPartitions, long revision) {
        requireTopicPartitions(id, topicPartitions);
        jdbc.sql("update tables set status = 'UPDATING', revision = :revision where id = :id")
                .param("revision", revision)
                .param("id", id)
                .update();
    }

    /** Keeps how many partitions the topic of a table's changes needs, if that is more than it needed before. */
    void requireTopicPartitions(long id, int topicPartitions) {
        jdbc.sql("update tables set topic_partitions = greatest(topic_partitions, :topicPartitions) where id = :id")
                .param("topicPartitions", topicPartitions)
                .param("id", id)
                .update();
    }

    /**
     * Marks a table as one whose shards all hold its next version, unless somebody else has done so or more since it was read.
     *
     * @return whether it is so now by this call
     */
    boolean activate(Table table, long revision) {
        return jdbc.sql("""
                        update tables set status = 'ACTIVE', version = :next, revision = :revision
                        where id = :id and status = :status and version = :version
                        """)
                        .param("next", table.nextVersion())
                        .param("revision", revision)
                        .param("id", table.id())
                        .param("status", table.status().name())
                        .param("version", table.version())
                        .update()
                > 0;
    }

    /** Marks a table as being deleted, under a version that no shard holds yet. */
    void startDeletion(long id, long revision) {
        jdbc.sql("""
                        update tables set status = 'DELETING', version = version + 1, revision = :revision where id = :id
                        """).param("revision", revision).param("id", id).update();
    }

    void delete(long id, long revision) {
        jdbc.sql("delete from tables where id = :id").param("id", id).update();
        jdbc.sql("insert into dropped_tables (table_id, revision) values (:id, :revision) on conflict do nothing")
                .param("id", id)
                .param("revision", revision)
                .update();
        database.forgetDeletions(revision);
    }

    /** Keeps what storage counted. It is no change of the catalog: nobody is told. */
    void keep(TableStatistics.Entry statistics) {
        jdbc.sql("""
                        update tables set item_count = :items, size_bytes = :bytes
                        where id = :id and (item_count, size_bytes) <> (:items, :bytes)
                        """)
                .param("items", statistics.itemCount())
                .param("bytes", statistics.sizeBytes())
                .param("id", statistics.tableId())
                .update();
        statistics
                .indexes()
                .forEach(index -> jdbc.sql("""
                                update indexes set item_count = :items, size_bytes = :bytes
                                where table_id = :table and id = :id and (item_count, size_bytes) <> (:items, :bytes)
                                """)
                        .param("items", index.itemCount())
                        .param("bytes", index.sizeBytes())
                        .param("table", statistics.tableId())
                        .param("id", index.indexId())
                        .update());
    }

    /** How many tables there are. */
    record Counts(int all, int inTransition) {}
}
