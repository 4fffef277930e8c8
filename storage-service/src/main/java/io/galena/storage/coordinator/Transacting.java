package io.galena.storage.coordinator;

import io.galena.kit.background.Rounds;
import io.galena.storage.changelog.ChangeLogPressure;
import io.galena.storage.lane.CurrentTables;
import io.galena.storage.shard.Shards;
import io.galena.storage.version.HybridClock;
import java.time.Duration;
import java.time.InstantSource;

/** Puts the parts of transactions together. */
public final class Transacting implements AutoCloseable {
    private static final Duration RESOLVE_PATIENCE = Duration.ofSeconds(30);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final ShardConnections connections;
    private final Rounds looks;
    private final Transactions transactions;

    /** Connections are opened with the first transactions. */
    public Transacting(
            Shards shards, CurrentTables tables, HybridClock clock, Settings settings, ChangeLogPressure pressure) {
        this(shards, tables, clock, settings, pressure, TransactionFaults.NONE);
    }

    Transacting(
            Shards shards,
            CurrentTables tables,
            HybridClock clock,
            Settings settings,
            ChangeLogPressure pressure,
            TransactionFaults faults) {
        this.connections = new ShardConnections(shards, settings.preparedStatements());
        var endings =
                new Endings(shards, connections, new Decisions(shards), RESOLVE_PATIENCE, faults.unknownRepeated());
        var gate = new Gate(settings.atOnce(), settings.waitingBytes(), settings.patience());
        this.looks = new Rounds("overlong-transactions", BETWEEN_LOOKS, () -> gate.giveAwayOverlong(System.nanoTime()));
        looks.start();
        this.transactions = new Coordinator(
                tables,
                gate,
                settings,
                connections,
                new TokenHomes(shards, InstantSource.system()),
                new Attempt.Parts(clock, endings, pressure, faults));
    }

    /** The way in. */
    public Transactions transactions() {
        return transactions;
    }

    @Override
    public void close() {
        looks.close();
        connections.close();
    }

    /**
     * How to carry out transactions.
     *
     * @param atOnce how many go on at once
     * @param waitingBytes how much those that wait for that may have to write
     * @param patience how long one waits for its turn
     * @param conflictPatience how long another transaction may be in the way before that is a conflict
     * @param collectionLimit the most bytes in an item collection of a table with local indexes
     * @param preparedStatements how many statements a connection keeps prepared
     */
    public record Settings(
            int atOnce,
            long waitingBytes,
            Duration patience,
            Duration conflictPatience,
            long collectionLimit,
            int preparedStatements) {}
}
