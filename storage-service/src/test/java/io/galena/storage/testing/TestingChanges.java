package io.galena.storage.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.galena.kit.changelog.LogEntry;
import io.galena.kit.changelog.LogEntryCodec;
import io.galena.kit.changelog.ReplicationSlots;
import io.galena.storage.shard.Shard;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What writers tell the readers of changes from now on, read through a slot that ends with this. */
public final class TestingChanges implements AutoCloseable {
    private static final AtomicInteger SLOTS = new AtomicInteger();

    private final Connection connection;
    private final String slot = "testing_changes_" + SLOTS.incrementAndGet();

    private TestingChanges(Connection connection) {
        this.connection = connection;
    }

    /** Begins to listen to a shard. */
    public static TestingChanges begin(Shard shard) throws SQLException {
        var changes = new TestingChanges(shard.connect("testing-changes"));
        try (var statement = changes.connection.prepareStatement(
                "SELECT pg_create_logical_replication_slot(?, 'pgoutput', temporary => true)")) {
            statement.setString(1, changes.slot);
            statement.execute();
        }
        return changes;
    }

    /** The changes of a table so far. */
    public List<LogEntry.Change> ofTable(long tableId) throws SQLException {
        return entries().stream()
                .filter(LogEntry.Change.class::isInstance)
                .map(LogEntry.Change.class::cast)
                .filter(change -> change.tableId() == tableId)
                .toList();
    }

    /** All that was said so far. */
    public List<LogEntry> entries() throws SQLException {
        var entries = new ArrayList<LogEntry>();
        try (var statement =
                connection.prepareStatement("SELECT data FROM pg_logical_slot_peek_binary_changes(?, NULL, NULL,"
                        + " 'proto_version', '1', 'publication_names', ?, 'messages', 'true')")) {
            statement.setString(1, slot);
            statement.setString(2, ReplicationSlots.PUBLICATION);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    addEntry(rows.getBytes(1), entries);
                }
            }
        }
        return entries;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** A message of pgoutput: its kind, flags, position, prefix, length, content. */
    private static void addEntry(byte[] bytes, List<LogEntry> entries) {
        var message = ByteBuffer.wrap(bytes);
        var text = new String(bytes, ISO_8859_1);
        var prefix = 1 + 1 + Long.BYTES;
        if (message.get(0) == 'M' && text.startsWith(LogEntryCodec.PREFIX + "\0", prefix)) {
            message.position(prefix + LogEntryCodec.PREFIX.length() + 1);
            var content = new byte[message.getInt()];
            message.get(content);
            entries.add(LogEntryCodec.decode(content));
        }
    }
}
