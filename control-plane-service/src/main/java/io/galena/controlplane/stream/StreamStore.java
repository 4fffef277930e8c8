package io.galena.controlplane.stream;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.controlplane.database.CatalogJson;
import io.galena.kit.catalog.StreamDescriptor;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tables that hold streams and their shards. Methods that take a revision belong inside {@link CatalogDatabase#change}.
 */
public final class StreamStore {
    private static final StreamRow ROW = new StreamRow();

    private final CatalogDatabase database;
    private final JdbcClient jdbc;

    public StreamStore(CatalogDatabase database) {
        this.database = database;
        this.jdbc = database.jdbc();
    }

    /** The region's streams that have changed since a revision. */
    public List<StreamDescriptor> changedSince(String region, long revision) {
        return jdbc.sql(StreamRow.SELECT + " where s.region = :region and s.revision > :revision order by s.id")
                .param("region", region)
                .param("revision", revision)
                .query(ROW)
                .list();
    }

    /** The numbers of streams that were dropped since a revision, as far as they are remembered. */
    public List<Long> droppedSince(long revision) {
        return jdbc.sql("select stream from dropped_streams where revision > :revision order by stream")
                .param("revision", revision)
                .query((row, _) -> row.getLong("stream"))
                .list();
    }

    /** A number for a new stream, never given twice. */
    long nextId() {
        return jdbc.sql("select nextval('stream_numbers')").query(Long.class).single();
    }

    /** A number for a new stream shard, greater than any given before. */
    long nextEpoch() {
        return jdbc.sql("select nextval('stream_epochs')").query(Long.class).single();
    }

    /** The labels of the streams that tables of that name have had, as long as these are not dropped. */
    Set<String> labels(String account, String region, String table) {
        return Set.copyOf(jdbc.sql("""
                        select label from streams where account = :account and region = :region and table_name = :table
                        """)
                .param("account", account)
                .param("region", region)
                .param("table", table)
                .query((row, _) -> row.getString("label"))
                .list());
    }

    void insert(long id, NewStream stream, long revision) {
        jdbc.sql("""
                        insert into streams (id, table_id, account, region, table_name, label, view_type, status, attributes,
                            key_schema, created, revision)
                        values (:id, :tableId, :account, :region, :table, :label, :viewType, 'ENABLING', :attributes::jsonb,
                            :keySchema::jsonb, :created, :revision)
                        """)
                .param("id", id)
                .param("tableId", stream.tableId())
                .param("account", stream.account())
                .param("region", stream.region())
                .param("table", stream.table())
                .param("label", stream.label())
                .param("viewType", stream.viewType())
                .param("attributes", CatalogJson.write(stream.attributes()))
                .param("keySchema", CatalogJson.write(stream.keySchema()))
                .param("created", stream.created().atOffset(ZoneOffset.UTC))
                .param("revision", revision)
                .update();
    }

    void insert(List<StreamShard> shards) {
        shards.forEach(shard -> jdbc.sql("""
                        insert into stream_shards (stream, id, parent, epoch, kafka_partition, first, last, state)
                        values (:stream, :id, :parent, :epoch, :kafkaPartition, :first, :last, :state)
                        """)
                .param("stream", shard.stream())
                .param("id", shard.id())
                .param("parent", shard.parent().orElse(null))
                .param("epoch", shard.epoch())
                .param("kafkaPartition", shard.kafkaPartition())
                .param("first", shard.first())
                .param("last", shard.last())
                .param("state", shard.state().name())
                .update());
    }

    /** Marks the stream of a table that is on as one that is being turned off. */
    void startDisabling(long tableId, long revision) {
        jdbc.sql("""
                        update streams set status = 'DISABLING', revision = :revision
                        where table_id = :table and status = 'ENABLED'
                        """).param("revision", revision).param("table", tableId).update();
    }

    /** Marks the open shards of a table's stream as ones that are being closed. */
    void startClosing(long tableId, long revision) {
        jdbc.sql("""
                        with closing as (
                            update stream_shards h set state = 'CLOSING' from streams s
                            where s.id = h.stream and s.table_id = :table and h.state = 'OPEN' returning h.stream)
                        update streams set revision = :revision where id in (select stream from closing)
                        """).param("table", tableId).param("revision", revision).update();
    }

    /** Completes the change that is under way. */
    void settle(long tableId, Instant now, long revision) {
        jdbc.sql("""
                        update stream_shards h set
                            state = case h.state when 'OPENING' then 'OPEN' else 'CLOSED' end,
                            closed = case h.state when 'CLOSING' then :now::timestamptz end
                        from streams s
                        where s.id = h.stream and s.table_id = :table and h.state in ('OPENING', 'CLOSING')
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("table", tableId)
                .update();
        jdbc.sql("""
                        update streams set
                            status = case status when 'DISABLING' then 'DISABLED' else 'ENABLED' end,
                            disabled = case status when 'DISABLING' then :now::timestamptz end,
                            revision = :revision
                        where table_id = :table and status <> 'DISABLED'
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("revision", revision)
                .param("table", tableId)
                .update();
    }

    /** Whether a stream was turned off, or a shard of one closed, at that time or before. */
    boolean hasEnded(Instant limit) {
        return jdbc.sql("""
                        select exists (select from streams where disabled <= :limit)
                            or exists (select from stream_shards where closed <= :limit)
                        """)
                .param("limit", limit.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /** Drops the streams that were turned off at that time or before, and of others the shards that were closed by then. */
    void drop(Instant limit, long revision) {
        jdbc.sql("""
                        with gone as (delete from streams where disabled <= :limit returning id)
                        insert into dropped_streams (stream, revision) select id, :revision from gone
                        """)
                .param("limit", limit.atOffset(ZoneOffset.UTC))
                .param("revision", revision)
                .update();
        jdbc.sql("""
                        with gone as (delete from stream_shards where closed <= :limit returning stream)
                        update streams set revision = :revision where id in (select stream from gone)
                        """)
                .param("limit", limit.atOffset(ZoneOffset.UTC))
                .param("revision", revision)
                .update();
        database.forgetDeletions(revision);
    }
}
