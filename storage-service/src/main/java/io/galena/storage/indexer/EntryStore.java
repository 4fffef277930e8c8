package io.galena.storage.indexer;

import io.galena.kit.changelog.Topics;
import io.galena.kit.kafka.TopicPosition;
import io.galena.storage.indexer.Arrival.FencePlace;
import io.galena.storage.indexer.Arrival.Mutation;
import io.galena.storage.row.Owner;
import io.galena.storage.row.RowStatements;
import io.galena.storage.row.StoredRow;
import io.galena.storage.shard.Shard;
import io.galena.storage.sql.Script;
import io.galena.storage.sql.ScriptConnection;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Index entries in one shard, and how far they have come. The lock that makes this the only writer of them belongs to the very
 * session that writes: whoever loses it cannot commit any more. For one thread.
 */
final class EntryStore implements AutoCloseable {
    /** A pair of numbers that no (table, partition) has. */
    private static final String TRY_LOCK = "SELECT pg_try_advisory_lock(-1, 2)";

    private static final int MOST_PREPARED = 500;

    private final Connection session;
    private final ScriptConnection connection;

    private EntryStore(Connection session) throws SQLException {
        this.session = session;
        this.connection = new ScriptConnection(session, MOST_PREPARED);
    }

    /** Opens the shard's entries; empty if another one has them. */
    static Optional<EntryStore> open(Shard shard) throws SQLException {
        var session = shard.connect("galena-indexer-" + shard.id());
        try {
            if (isLocked(session)) {
                session.setAutoCommit(false);
                return Optional.of(new EntryStore(session));
            }
        } catch (SQLException e) {
            session.close();
            throw e;
        }
        session.close();
        return Optional.empty();
    }

    /** The next offset of each partition of a topic of which something has been taken. */
    Map<TopicPartition, TopicPosition> positions() throws SQLException {
        var positions = new HashMap<TopicPartition, TopicPosition>();
        try (var statement = session.createStatement();
                var rows = statement.executeQuery(
                        "SELECT table_id, kafka_partition, next_offset, topic_id FROM galena.index_position")) {
            while (rows.next()) {
                positions.put(
                        new TopicPartition(Topics.changes(rows.getLong(1)), rows.getInt(2)),
                        new TopicPosition(
                                rows.getLong(3),
                                Optional.ofNullable(rows.getBytes(4)).map(EntryStore::number)));
            }
        }
        connection.reset();
        return positions;
    }

    /**
     * Writes what has arrived, in one transaction with the positions.
     *
     * @return the numbers of tables of which the shard holds another version than the arrivals were planned with: then nothing
     *     was written
     */
    Set<Long> write(Collection<Arrival> arrivals) throws SQLException {
        var stale = findStale(arrivals);
        if (!stale.isEmpty()) {
            connection.reset();
            return stale;
        }
        var script = new Script();
        arrivals.forEach(arrival -> addEntries(script, arrival));
        addTombstones(script, arrivals);
        addFences(script, arrivals);
        addPositions(script, arrivals);
        connection.run(script.add(IndexerStatements.COMMIT));
        return Set.of();
    }

    /** Whether the session is still there. */
    void check() throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute("SELECT");
        }
        connection.reset();
    }

    @Override
    public void close() {
        connection.close();
    }

    private static boolean isLocked(Connection session) throws SQLException {
        try (var statement = session.createStatement();
                var rows = statement.executeQuery(TRY_LOCK)) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    private Set<Long> findStale(Collection<Arrival> arrivals) throws SQLException {
        var expected = arrivals.stream()
                .flatMap(arrival ->
                        arrival.partitions().stream().map(partition -> Owner.expected(arrival.table(), partition)))
                .toList();
        var partitions = expected.stream().mapToInt(Owner::partitionId).toArray();
        var locked = new ArrayList<Boolean>();
        var owners = new HashSet<Owner>();
        var script = new Script();
        script.query(
                IndexerStatements.LOCK,
                result -> locked.add(result.getLong(1) == 1),
                expected.stream().mapToInt(owner -> (int) owner.tableId()).toArray(),
                partitions);
        script.query(
                RowStatements.OWNERS,
                result -> owners.add(Owner.stored(result)),
                expected.stream().mapToLong(Owner::tableId).toArray(),
                partitions);
        connection.run(script);
        var stale = new HashSet<Long>();
        for (var i = 0; i < expected.size(); i++) {
            if (!locked.get(i) || !owners.contains(expected.get(i))) {
                stale.add(expected.get(i).tableId());
            }
        }
        return stale;
    }

    private static void addEntries(Script script, Arrival arrival) {
        var table = arrival.table().id();
        arrival.mutations().forEach((index, mutations) -> {
            var gone = mutations.values().stream()
                    .filter(mutation -> mutation.entry().isEmpty())
                    .toList();
            if (!gone.isEmpty()) {
                script.add(IndexerStatements.delete(table, index), keys(gone), versions(gone));
            }
            var put = mutations.values().stream()
                    .flatMap(mutation -> mutation.entry().stream())
                    .toList();
            if (!put.isEmpty()) {
                script.add(
                        IndexerStatements.put(table, index),
                        put.stream().map(StoredRow::key).toArray(byte[][]::new),
                        put.stream().map(StoredRow::bytes).toArray(byte[][]::new),
                        put.stream().mapToInt(StoredRow::format).toArray(),
                        put.stream().mapToInt(StoredRow::size).toArray(),
                        put.stream().mapToLong(StoredRow::version).toArray());
            }
        });
    }

    private static void addTombstones(Script script, Collection<Arrival> arrivals) {
        var tables = new ArrayList<Long>();
        var indexes = new ArrayList<Integer>();
        var gone = new ArrayList<Mutation>();
        for (var arrival : arrivals) {
            arrival.mutations()
                    .forEach((index, mutations) -> mutations.values().stream()
                            .filter(mutation -> mutation.entry().isEmpty())
                            .forEach(mutation -> {
                                tables.add(arrival.table().id());
                                indexes.add(index);
                                gone.add(mutation);
                            }));
        }
        if (!gone.isEmpty()) {
            script.add(IndexerStatements.BURY, longs(tables), ints(indexes), keys(gone), versions(gone));
        }
    }

    private static void addFences(Script script, Collection<Arrival> arrivals) {
        var tables = new ArrayList<Long>();
        var fences = new ArrayList<FencePlace>();
        for (var arrival : arrivals) {
            arrival.fences().forEach(fence -> {
                tables.add(arrival.table().id());
                fences.add(fence);
            });
        }
        if (!fences.isEmpty()) {
            script.add(
                    IndexerStatements.KEEP_FENCES,
                    longs(tables),
                    fences.stream().mapToInt(FencePlace::indexId).toArray(),
                    fences.stream().mapToInt(FencePlace::kafkaPartition).toArray(),
                    fences.stream().mapToLong(FencePlace::round).toArray());
        }
    }

    private static void addPositions(Script script, Collection<Arrival> arrivals) {
        var tables = new ArrayList<Long>();
        var partitions = new ArrayList<Integer>();
        var offsets = new ArrayList<Long>();
        var topics = new ArrayList<byte[]>();
        for (var arrival : arrivals) {
            arrival.positions().forEach((partition, offset) -> {
                tables.add(arrival.table().id());
                partitions.add(partition);
                offsets.add(offset);
                topics.add(bytes(arrival.topic()));
            });
        }
        script.add(
                IndexerStatements.KEEP_POSITIONS,
                longs(tables),
                ints(partitions),
                longs(offsets),
                topics.toArray(byte[][]::new));
    }

    private static byte[] bytes(Uuid number) {
        return ByteBuffer.allocate(16)
                .putLong(number.getMostSignificantBits())
                .putLong(number.getLeastSignificantBits())
                .array();
    }

    private static Uuid number(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        return new Uuid(buffer.getLong(), buffer.getLong());
    }

    private static byte[][] keys(List<Mutation> mutations) {
        return mutations.stream().map(Mutation::key).toArray(byte[][]::new);
    }

    private static long[] versions(List<Mutation> mutations) {
        return mutations.stream().mapToLong(Mutation::version).toArray();
    }

    private static long[] longs(List<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    private static int[] ints(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
