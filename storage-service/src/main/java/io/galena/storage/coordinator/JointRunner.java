package io.galena.storage.coordinator;

import io.galena.storage.lane.BatchRunner;
import io.galena.storage.sql.ScriptConnection;
import io.galena.storage.version.HybridClock;
import io.galena.storage.write.UnknownCommits;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Carries out transactions together, those that have no row and no token in common; each is done as a whole or not at all. What another
 * one of the same batch is in the way of is left for the next.
 */
final class JointRunner implements BatchRunner<PendingTransaction> {
    private final HybridClock clock;
    private final UnknownCommits unknownCommits;

    JointRunner(HybridClock clock, UnknownCommits unknownCommits) {
        this.clock = clock;
        this.unknownCommits = unknownCommits;
    }

    @Override
    public List<PendingTransaction> run(ScriptConnection connection, List<PendingTransaction> operations)
            throws SQLException {
        var together = new ArrayList<PendingTransaction>();
        var later = new ArrayList<PendingTransaction>();
        var claimed = new HashSet<>();
        for (var operation : operations) {
            // One that is left claims too, so that none that came after it gets ahead of it.
            (Collections.disjoint(claimed, operation.claims()) ? together : later).add(operation);
            claimed.addAll(operation.claims());
        }
        try {
            var again = new ArrayList<>(new JointAttempt(connection, together, clock, unknownCommits).run());
            again.addAll(later);
            return again;
        } catch (SQLException e) {
            if (operations.size() > 1 || connection.isClosed()) {
                throw e;
            }
            connection.reset();
            operations.getFirst().complete(Optional.empty());
            return List.of();
        }
    }
}
