package io.galena.storage.lane;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An operation on its way through a lane. The first answer counts. Extended by each kind of operation.
 *
 * @param <R> what it answers
 */
public abstract class LaneOperation<R> {
    /** How long an operation may run once it had its turn: as long as resolving an unknown outcome may take, and more. */
    private static final Duration LONGEST_RUN = Duration.ofSeconds(90);

    private final CompletableFuture<R> answer = new CompletableFuture<>();
    private volatile long deadline = Long.MAX_VALUE;
    private boolean alone;

    /** How many of a batch's operations it counts for. */
    protected abstract int weight();

    /** About how many bytes it moves. */
    protected abstract int bytes();

    /** Answers. */
    public final void complete(R result) {
        answer.complete(result);
    }

    /** Answers with an error. */
    public final void fail(RuntimeException error) {
        answer.completeExceptionally(error);
    }

    /**
     * Waits for the answer.
     *
     * @throws DynamoDbException INTERNAL_SERVER_ERROR when there is none in time: it is not known what happened
     */
    public final R await() {
        try {
            var timeout = deadline - System.nanoTime() + LONGEST_RUN.toNanos();
            return answer.get(timeout, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException error) {
                throw error;
            }
            throw new IllegalStateException("A lane answered with a checked exception", e.getCause());
        } catch (TimeoutException e) {
            throw internalError();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw internalError();
        }
    }

    /** What a client sees when the outcome is unknown, or the shard is out of reach. */
    public static DynamoDbException internalError() {
        return new DynamoDbException(ErrorType.INTERNAL_SERVER_ERROR, "Internal server error");
    }

    final void begin(Duration patience) {
        deadline = System.nanoTime() + patience.toNanos();
    }

    final boolean isOverdue() {
        return System.nanoTime() - deadline > 0;
    }

    /** Whether it must not share a batch, because one that it was in has failed. */
    final boolean isAlone() {
        return alone;
    }

    final void runAlone() {
        alone = true;
    }
}
