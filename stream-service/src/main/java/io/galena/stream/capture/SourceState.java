package io.galena.stream.capture;

import io.galena.stream.kafka.ServerIdentity;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.postgresql.replication.LogSequenceNumber;

/**
 * What a server says of itself before its log is read.
 *
 * @param written how far its log is written
 * @param confirmed up to where the slot's reader has let it forget
 * @param forks where it left the timelines that its own came from
 */
record SourceState(ServerIdentity server, long written, long confirmed, Map<Integer, Long> forks) {
    private static final int FIRST_TIMELINE = 1;

    SourceState {
        forks = Map.copyOf(forks);
    }

    /**
     * Asks over a replication connection.
     *
     * @throws SQLException as an attempt to read the slot would, if it is not there or in use: an attempt is an error in the server's
     *     log, and those who wait for the slot try again and again
     */
    static SourceState of(Connection replication, String slot) throws SQLException {
        try (var statement = replication.createStatement()) {
            // The slot first: its last reader may have published all that was written until it let go.
            var confirmed = confirmed(statement, slot);
            ServerIdentity server;
            long written;
            try (var row = statement.executeQuery("IDENTIFY_SYSTEM")) {
                row.next();
                server = new ServerIdentity(row.getString("systemid"), row.getInt("timeline"));
                written = position(row.getString("xlogpos"));
            }
            return new SourceState(server, written, confirmed, forks(statement, server.timeline()));
        }
    }

    /** Where the server left another timeline, if its own came from that. */
    OptionalLong fork(int timeline) {
        var position = forks.get(timeline);
        return position == null ? OptionalLong.empty() : OptionalLong.of(position);
    }

    /**
     * Up to where the slot's reader has let the server forget.
     *
     * @throws SQLException as {@link #of} does
     */
    static long confirmed(Statement statement, String slot) throws SQLException {
        try (var row = statement.executeQuery(
                "SELECT confirmed_flush_lsn, active, invalidation_reason FROM pg_replication_slots WHERE slot_name = '"
                        + slot + "'")) {
            if (!row.next()) {
                throw WalFailures.missing(slot);
            }
            if (row.getBoolean("active")) {
                throw WalFailures.inUse(slot);
            }
            var reason = row.getString("invalidation_reason");
            if (reason != null) {
                throw WalFailures.invalidated(slot, reason);
            }
            var confirmed = row.getString("confirmed_flush_lsn");
            return confirmed == null ? 0 : position(confirmed);
        }
    }

    /** A history has a line for each timeline before: its number, where it was left, and why. */
    private static Map<Integer, Long> forks(Statement statement, int timeline) throws SQLException {
        var forks = new HashMap<Integer, Long>();
        if (timeline == FIRST_TIMELINE) {
            return forks;
        }
        try (var row = statement.executeQuery("TIMELINE_HISTORY " + timeline)) {
            row.next();
            for (var line : new String(row.getBytes("content"), UTF_8).lines().toList()) {
                var fields = line.strip().split("\\s+", 3);
                if (fields.length >= 2 && !line.startsWith("#")) {
                    forks.put(Integer.valueOf(fields[0]), position(fields[1]));
                }
            }
        }
        return forks;
    }

    private static long position(String text) {
        return LogSequenceNumber.valueOf(text).asLong();
    }
}
