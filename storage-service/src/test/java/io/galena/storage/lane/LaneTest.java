package io.galena.storage.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.postgres.EmbeddedPostgres;
import io.galena.postgres.testing.TestingPostgres;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What becomes of operations whose turn does not come in time. */
class LaneTest {
    private static final LaneLimits LIMITS = new LaneLimits(1, 1_000, 10, 1_000, Duration.ofMillis(300), 500);

    @Test
    void anOperationThatWaitedTooLongBehindOthersIsThrottled() throws Exception {
        var started = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        BatchRunner<Operation> runner = (_, batch) -> {
            started.countDown();
            await(mayEnd);
            batch.forEach(operation -> operation.complete("done"));
            return List.of();
        };

        try (var lane = new Lane<>("busy", connections(), LIMITS, runner);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> insist(lane));
            started.await();
            var second = submit(lane);
            Thread.sleep(400);
            mayEnd.countDown();

            assertThat(first.get()).isEqualTo("done");
            assertThat(errorOf(second)).isEqualTo(ErrorType.THROTTLING);
            assertThat(insist(lane)).isEqualTo("done");
        }
    }

    @Test
    void anOperationThatRunsForEverIsGivenUpAndWhatWaitsBehindItIsThrottledMeanwhile() throws Exception {
        var mayEnd = new CountDownLatch(1);
        BatchRunner<Operation> runner = (_, _) -> {
            await(mayEnd);
            return List.of();
        };

        try (var lane = new Lane<>("hanging", connections(), LIMITS, runner, Duration.ofMillis(100))) {
            var running = submit(lane);
            var waiting = submit(lane);

            assertThat(errorOf(running)).isEqualTo(ErrorType.INTERNAL_SERVER_ERROR);
            assertThat(errorOf(waiting)).isEqualTo(ErrorType.THROTTLING);
            mayEnd.countDown();
        }
    }

    @Test
    void anOperationThatWaitedTooLongForAShardOutOfReachIsAnInternalError() {
        ConnectionSource connections = _ -> {
            throw new SQLException("No shard");
        };
        BatchRunner<Operation> runner = (_, _) -> {
            throw new IllegalStateException("Nothing is to run");
        };

        try (var lane = new Lane<>("unreachable", connections, LIMITS, runner)) {
            assertThat(errorOf(submit(lane))).isEqualTo(ErrorType.INTERNAL_SERVER_ERROR);
        }
    }

    private static ConnectionSource connections() throws SQLException {
        var url = TestingPostgres.server().jdbcUrl(TestingPostgres.freshDatabase());
        return _ -> DriverManager.getConnection(
                url, EmbeddedPostgres.USER, TestingPostgres.server().password());
    }

    private static Operation submit(Lane<Operation> lane) {
        var operation = new Operation();
        lane.submit(operation);
        return operation;
    }

    /** Even a lane that has nothing else to do may take up an operation too late, when the machine has. */
    private static String insist(Lane<Operation> lane) {
        var end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (true) {
            try {
                return submit(lane).await();
            } catch (DynamoDbException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }

    private static ErrorType errorOf(Operation operation) {
        return catchThrowableOfType(DynamoDbException.class, operation::await).type();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Operation extends LaneOperation<String> {
        @Override
        protected int weight() {
            return 1;
        }

        @Override
        protected int bytes() {
            return 1;
        }
    }
}
