package io.galena.dynamodb.error;

import io.galena.dynamodb.value.Item;
import java.util.Optional;

/**
 * An error to answer to the client, as DynamoDB words it. It carries no stack trace: it is an answer, not a defect, and it
 * is thrown on the hot path (failed conditions).
 */
public final class DynamoDbException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorType type;
    private final transient Optional<Item> item;

    /**
     * An error of that type.
     *
     * @param message in DynamoDB's words; empty where DynamoDB sends no message at all (JSON that it cannot parse)
     */
    public DynamoDbException(ErrorType type, String message) {
        this(type, message, Optional.empty());
    }

    private DynamoDbException(ErrorType type, String message, Optional<Item> item) {
        super(message, null, false, false);
        this.type = type;
        this.item = item;
    }

    /** A {@code ValidationException} with that message. */
    public static DynamoDbException validation(String message) {
        return new DynamoDbException(ErrorType.VALIDATION, message);
    }

    /**
     * A {@code ConditionalCheckFailedException}.
     *
     * @param item the item that failed the condition, if the caller asked for it (ReturnValuesOnConditionCheckFailure)
     */
    public static DynamoDbException conditionalCheckFailed(Optional<Item> item) {
        return new DynamoDbException(ErrorType.CONDITIONAL_CHECK_FAILED, "The conditional request failed", item);
    }

    public ErrorType type() {
        return type;
    }

    /** The item to show beside the message, if any. */
    public Optional<Item> item() {
        return item;
    }
}
