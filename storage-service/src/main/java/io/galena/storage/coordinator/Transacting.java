package io.galena.storage.coordinator;

import io.galena.kit.background.Rounds;
import io.galena.storage.changelog.ChangeLogPressure;
import io.galena.storage.lane.CurrentTables;
import io.galena.storage.lane.LaneLimits;
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
    private final JointTransactions joint;
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
        this.connections = new ShardConnections(shards, settings.limits().preparedStatements());
        var endings =
                new Endings(shards, connections, new Decisions(shards), RESOLVE_PATIENCE, faults.unknownRepeated());
        var limits = settings.limits();
        var gate = new Gate(settings.atOnce(), limits.waitingBytes(), limits.patience());
        var homes = new TokenHomes(shards, InstantSource.system());
        this.joint = new JointTransactions(shards, homes, clock, limits, faults);
        this.looks = new Rounds("overlong-transactions", BETWEEN_LOOKS, () -> gate.giveAwayOverlong(System.nanoTime()));
        looks.start();
        this.transactions = new Coordinator(
                tables, gate, joint, settings, connections, homes, new Attempt.Parts(clock, endings, pressure, faults));
    }

    /** The way in. */
    public Transactions transactions() {
        return transactions;
    }

    @Override
    public void close() {
        joint.close();
        looks.close();
        connections.close();
    }

    /**
     * How to carry out transactions.
     *
     * @param atOnce how many go on at once, each in sessions of its own
     * @param conflictPatience how long another transaction may be in the way before that is a conflict
     * @param collectionLimit the most bytes in an item collection of a table with local indexes
     * @param limits the bounds of the lane of those that go on together; its patience and the bytes that wait are those of the others too
     */
    public record Settings(int atOnce, Duration conflictPatience, long collectionLimit, LaneLimits limits) {}
}
