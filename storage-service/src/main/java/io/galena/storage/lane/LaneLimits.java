package io.galena.storage.lane;

import java.time.Duration;

/**
 * The bounds of a lane.
 *
 * @param batchOperations the most operations in a batch
 * @param batchBytes a batch is full with the operation that reaches this
 * @param waitingOperations the most operations that wait; more are turned away at once
 * @param waitingBytes the most bytes that they move; an operation that nothing else waits with may be larger
 * @param patience how long an operation waits for its turn before it is given up, with nothing done
 * @param preparedStatements how many statements are kept prepared in a session beside those of the driver
 */
public record LaneLimits(
        int batchOperations,
        long batchBytes,
        int waitingOperations,
        long waitingBytes,
        Duration patience,
        int preparedStatements) {}
