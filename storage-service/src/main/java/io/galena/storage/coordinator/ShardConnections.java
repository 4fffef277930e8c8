package io.galena.storage.coordinator;

import io.galena.storage.shard.Shards;
import io.galena.storage.sql.ScriptConnection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Connections of transactions, kept for the next ones. There are no more to a shard than transactions go on at once. Safe for
 * several threads.
 */
final class ShardConnections implements AutoCloseable {
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);

    private final Shards shards;
    private final int preparedStatements;
    private final SilentShards silent = new SilentShards();
    private final Map<Integer, Deque<Resting>> resting = new ConcurrentHashMap<>();

    ShardConnections(Shards shards, int preparedStatements) {
        this.shards = shards;
        this.preparedStatements = preparedStatements;
    }

    /** The shards that do not answer. */
    SilentShards silent() {
        return silent;
    }

    /** A connection to a shard, for the caller alone, without an open transaction. */
    ScriptConnection take(int shard) throws SQLException {
        var connections = of(shard);
        for (var next = connections.pollFirst(); next != null; next = connections.pollFirst()) {
            if (System.nanoTime() - next.since() < LONGEST_REST.toNanos()) {
                return next.connection();
            }
            next.connection().close();
        }
        var opened = shards.require(shard).connect("galena-transaction-" + shard, SilentShards.LONGEST);
        opened.setAutoCommit(false);
        return new ScriptConnection(opened, preparedStatements);
    }

    /** Gives back a connection without an open transaction. */
    void giveBack(int shard, ScriptConnection connection) {
        if (!connection.isClosed()) {
            of(shard).addFirst(new Resting(connection, System.nanoTime()));
        }
    }

    /** Closes what rests: the shard's server has closed one connection, and perhaps all. */
    void distrust(int shard) {
        var connections = of(shard);
        for (var next = connections.pollFirst(); next != null; next = connections.pollFirst()) {
            next.connection().close();
        }
    }

    @Override
    public void close() {
        resting.keySet().forEach(this::distrust);
    }

    private Deque<Resting> of(int shard) {
        return resting.computeIfAbsent(shard, missing -> new ConcurrentLinkedDeque<>());
    }

    /** A connection that nobody uses, since that time. */
    private record Resting(ScriptConnection connection, long since) {}
}
