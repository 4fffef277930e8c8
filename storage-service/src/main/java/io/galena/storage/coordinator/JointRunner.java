package io.galena.storage.coordinator;

import io.galena.storage.lane.BatchRunner;
import io.galena.storage.sql.ScriptConnection;
import io.galena.storage.sql.SqlFailures;
import io.galena.storage.version.HybridClock;
import io.galena.storage.write.UnknownCommits;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Carries out transactions together that have no row and no token in common; each is done as a whole or not at all. */
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
        try {
            return new JointAttempt(connection, operations, clock, unknownCommits).run();
        } catch (SQLException e) {
            if (operations.size() > 1 || SqlFailures.isConnectionLost(e)) {
                throw e;
            }
            connection.reset();
            operations.getFirst().complete(Optional.empty());
            return List.of();
        }
    }
}
