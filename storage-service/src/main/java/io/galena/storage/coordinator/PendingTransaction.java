package io.galena.storage.coordinator;

import io.galena.dynamodb.value.Binary;
import io.galena.storage.lane.LaneOperation;
import io.galena.storage.write.JointWrites;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A transaction on its way to the only shard that it is in, with others. It answers how it ended, or nothing: then surely nothing of it
 * was done, and it is to be attempted by itself.
 */
final class PendingTransaction extends LaneOperation<Optional<TransactionOutcome>> {
    private final Plan plan;
    private final TransactionId id;
    private final JointWrites.Part writes;
    private final Set<Object> claims;
    private boolean blocked;

    PendingTransaction(Plan plan, int shard) {
        this.plan = plan;
        this.id = new TransactionId(shard, UUID.randomUUID());
        this.writes = new JointWrites.Part(plan.writes(shard), id.number().toString());
        this.claims = new HashSet<>(writes.rows());
        plan.token().ifPresent(token -> claims.add(new Binary(token.key())));
    }

    Plan plan() {
        return plan;
    }

    TransactionId id() {
        return id;
    }

    JointWrites.Part writes() {
        return writes;
    }

    /** Its rows and its token. */
    @Override
    protected Set<Object> claims() {
        return claims;
    }

    /** Takes note that somebody was in the way; returns whether that was so before. */
    boolean isBlockedAgain() {
        var again = blocked;
        blocked = true;
        return again;
    }

    @Override
    protected int weight() {
        return writes.rows().size();
    }

    @Override
    protected int bytes() {
        return Math.toIntExact(plan.bytes());
    }
}
