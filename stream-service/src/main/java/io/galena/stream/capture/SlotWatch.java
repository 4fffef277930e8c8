package io.galena.stream.capture;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether a shard's slot can be read. Those who wait look again and again, for as long as another reads it or no table has
 * readers, so they keep the connection: each new one is a process of the server and a check of the password on both sides. Every
 * minute they connect anew, since the address may lead to another server by then. For one thread at a time.
 */
final class SlotWatch implements AutoCloseable {
    private static final Duration LONGEST_USE = Duration.ofMinutes(1);

    private final ShardSource source;
    private @Nullable Connection connection;
    private long opened;

    SlotWatch(ShardSource source) {
        this.source = source;
    }

    /**
     * Looks, and lets go of the connection if the slot is there and nobody reads it.
     *
     * @throws SQLException with {@link WalFailures} telling why the slot cannot be read
     */
    void requireFree() throws SQLException {
        try (var statement = connection().createStatement()) {
            SourceState.confirmed(statement, source.slot());
        } catch (SQLException e) {
            if (!WalFailures.isOfTheSlot(e)) {
                close();
            }
            throw e;
        }
        close();
    }

    @Override
    public void close() {
        var open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                // It is lost already.
            }
        }
    }

    private Connection connection() throws SQLException {
        if (connection != null && System.nanoTime() - opened > LONGEST_USE.toNanos()) {
            close();
        }
        var open = connection;
        if (open == null) {
            open = source.connect();
            connection = open;
            opened = System.nanoTime();
        }
        return open;
    }
}
