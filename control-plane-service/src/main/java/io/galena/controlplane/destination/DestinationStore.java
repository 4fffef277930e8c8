package io.galena.controlplane.destination;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.controlplane.database.CatalogJson;
import io.galena.kit.destination.DestinationDescriptor;
import io.galena.kit.destination.DestinationPrecision;
import io.galena.kit.destination.DestinationStatus;
import io.galena.kit.destination.FenceChanges;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/** The table of destinations. Methods that take a revision belong inside {@link CatalogDatabase#change}. */
public final class DestinationStore {
    private static final String ON = "status not in ('DISABLED', 'ENABLE_FAILED')";
    private static final TypeReference<FenceChanges.Request> FENCES = new TypeReference<>() {};
    private static final RowMapper<Destination> ROW = (row, _) -> new Destination(
            new DestinationDescriptor(
                    row.getLong("id"),
                    row.getLong("table_id"),
                    row.getString("account"),
                    row.getString("region"),
                    row.getString("table_name"),
                    row.getLong("stream"),
                    row.getString("stream_arn"),
                    DestinationStatus.valueOf(row.getString("status")),
                    DestinationPrecision.valueOf(row.getString("precision")),
                    row.getInt("partitions")),
            row.getString("description"),
            row.getString("fences") != null);

    private final JdbcClient jdbc;

    public DestinationStore(CatalogDatabase database) {
        this.jdbc = database.jdbc();
    }

    /** All destinations of a region that are on, if any has changed since a revision. */
    public Optional<List<DestinationDescriptor>> changedSince(String region, long revision) {
        var changed = jdbc.sql("select revision from destination_changes")
                .query(Long.class)
                .single();
        if (changed <= revision && revision > 0) {
            return Optional.empty();
        }
        return Optional.of(jdbc
                .sql("select * from kinesis_destinations where region = :region and " + ON + " order by id")
                .param("region", region)
                .query(ROW)
                .list()
                .stream()
                .map(Destination::descriptor)
                .toList());
    }

    /** A number for a destination that is turned on, never given twice. */
    public long nextId() {
        return jdbc.sql("select nextval('destination_numbers')")
                .query(Long.class)
                .single();
    }

    /** The destinations of a table, on and off, in the order in which they were turned on. */
    public List<Destination> of(long tableId) {
        return jdbc.sql("select * from kinesis_destinations where table_id = :table order by id")
                .param("table", tableId)
                .query(ROW)
                .list();
    }

    /** The destination of that number. */
    public Optional<Destination> find(long id) {
        return jdbc.sql("select * from kinesis_destinations where id = :id")
                .param("id", id)
                .query(ROW)
                .optional();
    }

    /** All that are on. */
    public List<Destination> on() {
        return jdbc.sql("select * from kinesis_destinations where " + ON + " order by id")
                .query(ROW)
                .list();
    }

    /** Puts a destination that is turned on in the place of what the table had for that stream before. */
    public void put(DestinationDescriptor destination, long revision) {
        jdbc.sql("""
                        insert into kinesis_destinations
                            (table_id, stream_arn, id, stream, account, region, table_name, partitions, status, precision)
                        values (:table, :arn, :id, :stream, :account, :region, :name, :partitions, :status, :precision)
                        on conflict (table_id, stream_arn) do update set id = excluded.id, stream = excluded.stream,
                            status = excluded.status, description = '', precision = excluded.precision, fenced = null
                        """)
                .param("table", destination.tableId())
                .param("arn", destination.streamArn())
                .param("id", destination.id())
                .param("stream", destination.stream())
                .param("account", destination.account())
                .param("region", destination.region())
                .param("name", destination.table())
                .param("partitions", destination.partitions())
                .param("status", destination.status().name())
                .param("precision", destination.precision().name())
                .update();
        changed(revision);
    }

    /** Takes a destination from one status to another. What there is to tell about it stays: a gap may be noted at the same time. */
    public void move(long id, DestinationStatus status, long revision) {
        jdbc.sql("update kinesis_destinations set status = :status where id = :id")
                .param("status", status.name())
                .param("id", id)
                .update();
        changed(revision);
    }

    /** Asks for another precision. */
    public void update(long id, DestinationPrecision precision, long revision) {
        jdbc.sql("update kinesis_destinations set status = 'UPDATING', precision = :precision where id = :id")
                .param("precision", precision.name())
                .param("id", id)
                .update();
        changed(revision);
    }

    /** Notes what there is to tell about a destination; nobody follows that. */
    public void describe(long id, String description) {
        jdbc.sql("update kinesis_destinations set description = :description where id = :id")
                .param("description", description)
                .param("id", id)
                .update();
    }

    /** Forgets a destination. */
    public void drop(long id, long revision) {
        jdbc.sql("delete from kinesis_destinations where id = :id")
                .param("id", id)
                .update();
        changed(revision);
    }

    /**
     * The table is gone, and with it its destinations, but for those that have something left to deliver.
     *
     * @param fences what to ask for, whatever the destination
     */
    public void orphan(FenceChanges.Request fences, long revision) {
        var table = fences.tableId();
        if (of(table).isEmpty()) {
            return;
        }
        jdbc.sql("""
                        delete from kinesis_destinations
                        where table_id = :table and status in ('ENABLING', 'DISABLED', 'ENABLE_FAILED')
                        """).param("table", table).update();
        jdbc.sql(
                        "update kinesis_destinations set status = 'DISABLING', fences = :fences::jsonb where table_id = :table")
                .param("fences", CatalogJson.write(fences))
                .param("table", table)
                .update();
        changed(revision);
    }

    /** Those on their way to an end whose fences are yet to be put, or should have come by now. */
    public List<Destination> unfenced() {
        return jdbc.sql("""
                        select * from kinesis_destinations
                        where status = 'DISABLING' and (fenced is null or fenced < now() - interval '10 seconds') order by id
                        """).query(ROW).list();
    }

    /** How to put the fences of an orphan. */
    public Optional<FenceChanges.Request> fences(long id) {
        return jdbc.sql("select fences::text from kinesis_destinations where id = :id and fences is not null")
                .param("id", id)
                .query((row, _) -> CatalogJson.read(row.getString(1), FENCES))
                .optional()
                .map(known ->
                        new FenceChanges.Request(known.tableId(), known.partitions(), known.topicPartitions(), id));
    }

    /** Notes that fences have been put. */
    public void fenced(long id) {
        jdbc.sql("update kinesis_destinations set fenced = now() where id = :id")
                .param("id", id)
                .update();
    }

    private void changed(long revision) {
        jdbc.sql("update destination_changes set revision = :revision")
                .param("revision", revision)
                .update();
    }
}
