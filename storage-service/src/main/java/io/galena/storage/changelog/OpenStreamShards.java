package io.galena.storage.changelog;

import io.galena.kit.catalog.ChangeLogDescriptor;
import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.kit.catalog.StreamShardDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.changelog.LogEntry;
import io.galena.kit.changelog.LogEntry.OpenSpan;
import io.galena.kit.changelog.LogEntry.ShardSpan;
import io.galena.kit.changelog.LogEntry.TopicPlace;
import io.galena.kit.changelog.LogEntryCodec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The stream shards that a shard's writers emit changes for. Every method runs in a transaction that the caller has begun, in
 * which no writer of the table can be; the readers of changes learn of it from the same transaction.
 */
public final class OpenStreamShards {
    private static final String READ = "galena.read_topic";
    private static final String INDEXED = "galena.indexed_topic";

    private final JdbcClient jdbc;

    public OpenStreamShards(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Opens and closes what the descriptor says, as far as these partitions of the table are concerned. */
    public void follow(TableDescriptor table, List<PartitionDescriptor> partitions) {
        var wanted = new HashSet<ShardSpan>();
        // Without a stream only others read, who need no spans.
        table.changeLog()
                .filter(readers -> readers.streamId() != 0)
                .ifPresent(readers -> addSpans(readers, partitions, wanted));
        turn(
                table.id(),
                table.changeLog().map(ChangeLogDescriptor::topicPartitions).orElse(0),
                wanted);
        var places = places(table, partitions);
        if (table.changeLog().isEmpty() && isIn(READ, table.id())) {
            jdbc.sql("INSERT INTO galena.paused_topic (table_id) VALUES (?) ON CONFLICT DO NOTHING")
                    .param(table.id())
                    .update();
        }
        keep(READ, table.id(), places);
        var begins = table.indexesThroughLog() && !isIn(INDEXED, table.id());
        keep(INDEXED, table.id(), table.indexesThroughLog() ? places : List.of());
        if (begins && isIn("galena.paused_topic", table.id())) {
            // The indexes get to know what was told before, but not what became of it while nobody was told.
            new RepairNotes(jdbc).add(table.id());
        }
    }

    /** Closes all of a table that is gone. */
    public void close(long tableId) {
        turn(tableId, 0, Set.of());
        keep(READ, tableId, List.of());
        keep(INDEXED, tableId, List.of());
    }

    /**
     * Tells the readers of changes that some are missing, and which stream shards go on all the same; indexes that get their
     * entries from these changes are noted for repair.
     */
    void tellOfGap(String reason) {
        // What turns shards waits, or has been committed.
        jdbc.sql("LOCK TABLE galena.open_stream_shard, galena.read_topic, galena.indexed_topic IN SHARE MODE")
                .update();
        var open = jdbc.sql(
                        "SELECT table_id, shard_id, stream_id, epoch, kafka_partition FROM galena.open_stream_shard")
                .query((row, number) -> new OpenSpan(row.getLong("table_id"), span(row)))
                .list();
        var others = jdbc.sql("""
                        SELECT table_id, kafka_partition FROM galena.read_topic
                        EXCEPT SELECT table_id, kafka_partition FROM galena.open_stream_shard""")
                .query((row, number) -> new TopicPlace(row.getLong("table_id"), row.getInt("kafka_partition")))
                .list();
        new RepairNotes(jdbc).add();
        emit(new LogEntry.Gap(reason, open, others));
    }

    private static void addSpans(
            ChangeLogDescriptor readers, List<PartitionDescriptor> partitions, Set<ShardSpan> spans) {
        for (var shard : readers.shards()) {
            if (partitions.stream().anyMatch(partition -> partition.contains(shard.first()))) {
                spans.add(new ShardSpan(shard.id(), readers.streamId(), shard.epoch(), shard.kafkaPartition()));
            }
        }
    }

    /** The partitions of the table's topic that changes of these partitions of the table go to. */
    private static List<Integer> places(TableDescriptor table, List<PartitionDescriptor> partitions) {
        return table.changeLog().stream()
                .flatMap(readers -> readers.shards().stream())
                .filter(shard -> partitions.stream().anyMatch(partition -> partition.contains(shard.first())))
                .map(StreamShardDescriptor::kafkaPartition)
                .toList();
    }

    private boolean isIn(String relation, long tableId) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM " + relation + " WHERE table_id = ?)")
                .param(tableId)
                .query(Boolean.class)
                .single();
    }

    private void keep(String relation, long tableId, List<Integer> places) {
        var numbers = places.stream().mapToInt(Integer::intValue).toArray();
        jdbc.sql("DELETE FROM " + relation + " WHERE table_id = ? AND kafka_partition <> ALL (?)")
                .params(List.of(tableId, numbers))
                .update();
        jdbc.sql("INSERT INTO " + relation + " (table_id, kafka_partition) SELECT ?, place FROM unnest(?) AS place"
                        + " ON CONFLICT DO NOTHING")
                .params(List.of(tableId, numbers))
                .update();
    }

    private void turn(long tableId, int topicPartitions, Set<ShardSpan> wanted) {
        var open = Set.copyOf(find(tableId));
        var closed = open.stream().filter(span -> !wanted.contains(span)).toList();
        var opened = wanted.stream().filter(span -> !open.contains(span)).toList();
        if (closed.isEmpty() && opened.isEmpty()) {
            return;
        }
        closed.forEach(span -> remove(tableId, span));
        opened.forEach(span -> add(tableId, span));
        var needed = Math.max(
                topicPartitions,
                1 + closed.stream().mapToInt(ShardSpan::kafkaPartition).max().orElse(0));
        emit(new LogEntry.Turn(tableId, needed, closed, opened));
    }

    private List<ShardSpan> find(long tableId) {
        return jdbc.sql(
                        "SELECT shard_id, stream_id, epoch, kafka_partition FROM galena.open_stream_shard WHERE table_id = ?")
                .param(tableId)
                .query((row, number) -> span(row))
                .list();
    }

    private static ShardSpan span(ResultSet row) throws SQLException {
        return new ShardSpan(
                row.getString("shard_id"),
                row.getLong("stream_id"),
                row.getLong("epoch"),
                row.getInt("kafka_partition"));
    }

    private void add(long tableId, ShardSpan span) {
        jdbc.sql("""
                INSERT INTO galena.open_stream_shard (table_id, stream_id, epoch, kafka_partition, shard_id)
                VALUES (?, ?, ?, ?, ?)""")
                .params(List.of(tableId, span.streamId(), span.epoch(), span.kafkaPartition(), span.shardId()))
                .update();
    }

    private void remove(long tableId, ShardSpan span) {
        jdbc.sql("DELETE FROM galena.open_stream_shard WHERE table_id = ? AND shard_id = ?")
                .params(List.of(tableId, span.shardId()))
                .update();
    }

    private void emit(LogEntry entry) {
        jdbc.sql("SELECT pg_logical_emit_message(true, ?, ?)::text")
                .params(List.of(LogEntryCodec.PREFIX, LogEntryCodec.encode(entry)))
                .query(String.class)
                .single();
    }
}
