package io.galena.storage.lane;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * An operation on its way through a lane. The first answer counts. Extended by each kind of operation.
 *
 * @param <R> what it answers
 */
public abstract class LaneOperation<R> {
    private final CompletableFuture<R> answer = new CompletableFuture<>();
    private volatile long deadline;
    private boolean alone;

    /** How many of a batch's operations it counts for. */
    protected abstract int weight();

    /** About how many bytes it moves. */
    protected abstract int bytes();

    /** What no two operations of a batch may have in common, if any. */
    protected Set<?> claims() {
        return Set.of();
    }

    /** Answers. */
    public final void complete(R result) {
        answer.complete(result);
    }

    /** Answers with an error. */
    public final void fail(RuntimeException error) {
        answer.completeExceptionally(error);
    }

    /**
     * Waits for the answer. No longer than {@link Lane} lets it: a wait with a time limit of its own costs two more switches between
     * threads, which is a good part of what a read by key costs.
     *
     * @throws DynamoDbException INTERNAL_SERVER_ERROR when there is none in time: it is not known what happened
     */
    public final R await() {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException error) {
                throw error;
            }
            throw new IllegalStateException("A lane answered with a checked exception", e.getCause());
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

    /** Whether it has had no turn in time. */
    final boolean isOverdue() {
        return isOverdueBy(Duration.ZERO);
    }

    final boolean isOverdueBy(Duration time) {
        return System.nanoTime() - deadline > time.toNanos();
    }

    /** Whether it must not share a batch, because one that it was in has failed. */
    final boolean isAlone() {
        return alone;
    }

    final void runAlone() {
        alone = true;
    }
}
