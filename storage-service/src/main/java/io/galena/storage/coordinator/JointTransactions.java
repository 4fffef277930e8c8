package io.galena.storage.coordinator;

import io.galena.storage.lane.Lane;
import io.galena.storage.lane.LaneLimits;
import io.galena.storage.lane.Lanes;
import io.galena.storage.shard.Shard;
import io.galena.storage.shard.Shards;
import io.galena.storage.version.HybridClock;
import io.galena.storage.write.UnknownCommits;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Carries out transactions that are in one shard, and keep their token there, together with others of that kind, through a lane. */
final class JointTransactions implements AutoCloseable {
    private static final Duration RESOLVE_PATIENCE = Duration.ofSeconds(30);

    /** One that takes more than this part of a batch gains little by company, and keeps it waiting. */
    private static final int SHARE_OF_BATCH = 4;

    private final TokenHomes homes;
    private final HybridClock clock;
    private final LaneLimits limits;
    private final boolean wanted;
    private final Lanes<PendingTransaction> lanes;

    /** @param faults with any, transactions go on by themselves, since only those go through the steps */
    JointTransactions(Shards shards, TokenHomes homes, HybridClock clock, LaneLimits limits, TransactionFaults faults) {
        this.homes = homes;
        this.clock = clock;
        this.limits = limits;
        this.wanted = faults.equals(TransactionFaults.NONE);
        this.lanes = new Lanes<>(shard -> List.of(start(shards.require(shard))));
    }

    /**
     * Carries out a transaction, unless it is not of the kind, or somebody else is in its way, or an earlier request had its token. Nothing is
     * done then.
     *
     * @throws io.galena.storage.lane.StalePlanException when the shard does not hold the descriptors that it was planned with
     * @throws io.galena.dynamodb.error.DynamoDbException THROTTLING when too many wait; INTERNAL_SERVER_ERROR when the outcome is unknown
     */
    Optional<TransactionOutcome> write(Plan plan) {
        if (!isJoint(plan)) {
            return Optional.empty();
        }
        var shard = plan.shards().getFirst();
        var pending = new PendingTransaction(plan, shard);
        lanes.submit(shard, 0, pending);
        return pending.await();
    }

    @Override
    public void close() {
        lanes.close();
    }

    private boolean isJoint(Plan plan) {
        return wanted
                && plan.shards().size() == 1
                && plan.shards().containsAll(homes.of(plan.token()))
                && !plan.hasLocalIndexes()
                && plan.bytes() <= limits.batchBytes() / SHARE_OF_BATCH;
    }

    private Lane<PendingTransaction> start(Shard shard) {
        var runner = new JointRunner(clock, new UnknownCommits(shard::connect, RESOLVE_PATIENCE));
        return new Lane<>("galena-transact-" + shard.id(), name -> connect(shard, name), limits, runner);
    }

    private static Connection connect(Shard shard, String name) throws SQLException {
        var connection = shard.connect(name, SilentShards.LONGEST);
        connection.setAutoCommit(false);
        return connection;
    }
}
