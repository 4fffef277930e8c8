package io.galena.storage.lane;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.background.Rounds;
import io.galena.storage.sql.ScriptConnection;
import io.galena.storage.sql.SqlFailures;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection and one thread that carry out operations in batches. A batch that fails as a whole runs again operation by
 * operation, so that one that cannot succeed fails alone. A lost connection is opened again, as long as it takes; operations
 * whose patience runs out meanwhile fail.
 *
 * @param <T> the kind of operation
 */
public final class Lane<T extends LaneOperation<?>> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Lane.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    /** How long an operation may run once it had its turn: as long as resolving an unknown outcome may take, and more. */
    private static final Duration LONGEST_RUN = Duration.ofSeconds(90);

    private final String name;
    private final ConnectionSource connections;
    private final LaneLimits limits;
    private final BatchRunner<T> runner;
    private final LaneQueue<T> queue;
    private final Duration longestRun;
    private final Thread thread;
    private final Rounds looks;
    private volatile List<T> underWay = List.of();
    private volatile @Nullable ScriptConnection connection;
    private Duration pause = SHORTEST_PAUSE;

    /** Starts a lane. The connection is opened with the first operation. */
    public Lane(String name, ConnectionSource connections, LaneLimits limits, BatchRunner<T> runner) {
        this(name, connections, limits, runner, LONGEST_RUN);
    }

    Lane(String name, ConnectionSource connections, LaneLimits limits, BatchRunner<T> runner, Duration longestRun) {
        this.name = name;
        this.connections = connections;
        this.limits = limits;
        this.runner = runner;
        this.queue = new LaneQueue<>(limits);
        this.longestRun = longestRun;
        this.thread = Thread.ofPlatform().daemon().name(name).start(this::work);
        this.looks = new Rounds(name + "-overdue", BETWEEN_LOOKS, this::giveUpOverdue);
        looks.start();
    }

    /**
     * Hands in an operation, which will be answered.
     *
     * @throws DynamoDbException THROTTLING when too many wait already
     */
    public void submit(T operation) {
        operation.begin(limits.patience());
        if (!queue.offer(operation)) {
            throw tooManyWait();
        }
    }

    /** Refuses operations, carries out those that wait, and ends. */
    @Override
    public void close() {
        queue.close();
        try {
            thread.join(limits.patience());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        looks.close();
        unanswered().forEach(operation -> operation.fail(LaneOperation.internalError()));
    }

    private void work() {
        try {
            for (var batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
                underWay = batch;
                runAgain(carryOut(patient(batch)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            disconnect();
        }
    }

    /** Fails what waits for a batch that takes long, and what has run for so long that nobody can tell any more what becomes of it. */
    private void giveUpOverdue() {
        queue.removeOverdue().forEach(operation -> operation.fail(hadNoTurn()));
        underWay.stream()
                .filter(operation -> operation.isOverdueBy(longestRun))
                .forEach(operation -> operation.fail(LaneOperation.internalError()));
    }

    /** What is in the lane's hands, and perhaps some that has its answer. */
    private Stream<T> unanswered() {
        return Stream.concat(queue.waiting().stream(), underWay.stream());
    }

    /** Fails what has waited too long. What waits here has surely not been done, this time or before. */
    private List<T> patient(List<T> batch) {
        var patient = new ArrayList<T>(batch.size());
        for (var operation : batch) {
            if (!operation.isOverdue()) {
                patient.add(operation);
            } else {
                operation.fail(hadNoTurn());
            }
        }
        return patient;
    }

    private DynamoDbException hadNoTurn() {
        return connection == null ? LaneOperation.internalError() : tooManyWait();
    }

    private static DynamoDbException tooManyWait() {
        return new DynamoDbException(ErrorType.THROTTLING, "Too many requests wait for the same shard");
    }

    /** Carries out a batch; returns what must run again. */
    private List<T> carryOut(List<T> batch) throws InterruptedException {
        if (batch.isEmpty()) {
            return List.of();
        }
        try {
            var again = runner.run(connect(), batch);
            if (again.size() == batch.size()) {
                // Nobody got the locks: someone else holds them, for about as long as a batch takes.
                Thread.sleep(Duration.ofNanos(ThreadLocalRandom.current().nextLong(100_000, 1_000_000)));
            }
            pause = SHORTEST_PAUSE;
            return again;
        } catch (SQLException e) {
            return afterFailure(batch, e);
        } catch (RuntimeException | Error e) {
            log.atError().addKeyValue("lane", name).setCause(e).log("A batch ended in an unexpected way");
            batch.forEach(operation -> operation.fail(LaneOperation.internalError()));
            disconnect();
            return List.of();
        }
    }

    private List<T> afterFailure(List<T> batch, SQLException error) throws InterruptedException {
        var open = connection;
        if (open == null || open.isClosed()) {
            log.atWarn()
                    .addKeyValue("lane", name)
                    .addKeyValue("error", error.getMessage())
                    .log("The connection to the shard is lost");
            disconnect();
            Thread.sleep(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        } else {
            open.reset();
            if (batch.size() == 1) {
                batch.getFirst().fail(meaning(error));
                return List.of();
            }
        }
        batch.forEach(LaneOperation::runAlone);
        return batch;
    }

    private RuntimeException meaning(SQLException error) {
        if (SqlFailures.isMissingTable(error)) {
            return new StalePlanException();
        }
        log.atError().addKeyValue("lane", name).setCause(error).log("The shard refused an operation");
        return LaneOperation.internalError();
    }

    private void runAgain(List<T> operations) {
        if (!operations.isEmpty()) {
            queue.putBack(operations);
        }
    }

    private ScriptConnection connect() throws SQLException {
        var open = connection;
        if (open == null || open.isClosed()) {
            open = new ScriptConnection(connections.open(name), limits.preparedStatements());
            connection = open;
        }
        return open;
    }

    private void disconnect() {
        var open = connection;
        if (open != null) {
            open.close();
            connection = null;
        }
    }
}
