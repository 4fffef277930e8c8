package io.galena.storage.lane;

import io.galena.storage.sql.ScriptConnection;
import java.sql.SQLException;
import java.util.List;

/**
 * Carries out batches; called on the lane's thread only.
 *
 * @param <T> the kind of operation
 */
@FunctionalInterface
public interface BatchRunner<T extends LaneOperation<?>> {
    /**
     * Carries out a batch and answers its operations.
     *
     * @return operations that could not be carried out now and are to run again, unanswered
     * @throws SQLException when the batch failed as a whole and surely did nothing; no operation has been answered then
     */
    List<T> run(ScriptConnection connection, List<T> batch) throws SQLException;
}
