package io.galena.dynamodb.value;

import io.galena.dynamodb.error.DynamoDbException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading something from a request: a value, or what is wrong with it. DynamoDB finds fault with attribute values
 * only after other checks, so the error waits here until somebody asks for the value. Immutable.
 */
public final class Deferred<T> {
    private final @Nullable T value;
    private final @Nullable DynamoDbException problem;

    private Deferred(@Nullable T value, @Nullable DynamoDbException problem) {
        this.value = value;
        this.problem = problem;
    }

    /** A value with which nothing is wrong. */
    public static <T> Deferred<T> of(T value) {
        return new Deferred<>(value, null);
    }

    /** No value: asking for it throws that error. */
    public static <T> Deferred<T> failed(DynamoDbException problem) {
        return new Deferred<>(null, problem);
    }

    /**
     * The value.
     *
     * @throws DynamoDbException what is wrong with it
     */
    public T get() {
        if (value == null) {
            throw Objects.requireNonNull(problem);
        }
        return value;
    }

    /** What is wrong with the value, if anything is. */
    public Optional<DynamoDbException> problem() {
        return Optional.ofNullable(problem);
    }
}
