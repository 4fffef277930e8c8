package io.galena.stream.capture;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/**
 * The transactions of a shard, read through its replication slot. While one is open nobody else can read the slot. For one
 * thread at a time.
 */
final class WalStream implements AutoCloseable {
    private static final int STATUS_SECONDS = 5;

    /** Held in a field: the driver closes a connection of which only the stream is still referenced. */
    private final Connection connection;

    private final PGReplicationStream stream;
    private final SourceState source;
    private final PgOutput output = new PgOutput();
    private boolean between = true;

    private WalStream(Connection connection, SourceState source, PGReplicationStream stream) {
        this.connection = connection;
        this.source = source;
        this.stream = stream;
    }

    /**
     * Takes hold of a shard's slot and reads on from where it is confirmed.
     *
     * @throws SQLException with {@link WalFailures} telling a slot that is in use from one that does not exist
     */
    static WalStream open(ShardSource source) throws SQLException {
        var connection = source.connectForReplication();
        try {
            var state = SourceState.of(connection, source.slot());
            var stream = connection
                    .unwrap(PGConnection.class)
                    .getReplicationAPI()
                    .replicationStream()
                    .logical()
                    .withSlotName(source.slot())
                    .withSlotOption("proto_version", 1)
                    .withSlotOption("publication_names", source.publication())
                    .withSlotOption("messages", true)
                    .withStatusInterval(STATUS_SECONDS, TimeUnit.SECONDS)
                    // The slot must not get ahead of the position in Kafka, by which a loss there is noticed.
                    .withAutomaticFlush(false)
                    .start();
            return new WalStream(connection, state, stream);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** The server that this stream comes from, as it was when the stream was opened. */
    SourceState source() {
        return source;
    }

    /** The next transaction, if one is complete already. Never waits. */
    Optional<WalTransaction> poll() throws SQLException {
        for (var message = stream.readPending(); message != null; message = stream.readPending()) {
            between = false;
            var complete = output.take(message);
            if (complete.isPresent()) {
                between = true;
                return complete;
            }
        }
        return Optional.empty();
    }

    /** How far the server has sent, if it is not in the midst of a transaction: nothing up to there is still to come. */
    Optional<Long> idlePosition() {
        return between ? Optional.of(stream.getLastReceiveLSN().asLong()) : Optional.empty();
    }

    /** Lets the server forget what lies before a position. */
    void confirm(long position) throws SQLException {
        var reached = LogSequenceNumber.valueOf(position);
        stream.setAppliedLSN(reached);
        stream.setFlushedLSN(reached);
        stream.forceUpdateStatus();
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (SQLException e) {
            // The connection is lost, and the slot free with it.
        }
        try {
            connection.close();
        } catch (SQLException e) {
            // As above.
        }
    }
}
