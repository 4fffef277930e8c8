package io.galena.dynamodb.error;

import io.galena.dynamodb.value.Item;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An error to answer to the client, as DynamoDB words it. It carries no stack trace: it is an answer, not a defect, and it
 * is thrown on the hot path (failed conditions).
 */
public final class DynamoDbException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorType type;
    private final transient Optional<Item> item;
    private final transient List<CancellationReason> reasons;
    private final transient Optional<ThrottlingReason> throttlingReason;

    /**
     * An error of that type.
     *
     * @param message in DynamoDB's words; empty where DynamoDB sends no message at all (JSON that it cannot parse)
     */
    public DynamoDbException(ErrorType type, String message) {
        this(type, message, Optional.empty(), List.of(), Optional.empty());
    }

    private DynamoDbException(
            ErrorType type,
            String message,
            Optional<Item> item,
            List<CancellationReason> reasons,
            Optional<ThrottlingReason> throttlingReason) {
        super(message, null, false, false);
        this.type = type;
        this.item = item;
        this.reasons = List.copyOf(reasons);
        this.throttlingReason = throttlingReason;
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
        return new DynamoDbException(
                ErrorType.CONDITIONAL_CHECK_FAILED,
                "The conditional request failed",
                item,
                List.of(),
                Optional.empty());
    }

    /** A {@code TransactionConflictException}: a transaction on the same item is under way. */
    public static DynamoDbException transactionConflict() {
        return new DynamoDbException(ErrorType.TRANSACTION_CONFLICT, "Transaction is ongoing for the item");
    }

    /** An error for a request beyond some limit of throughput, which says beyond which. */
    public static DynamoDbException throttled(ErrorType type, String message, ThrottlingReason reason) {
        return new DynamoDbException(type, message, Optional.empty(), List.of(), Optional.of(reason));
    }

    /**
     * A {@code TransactionCanceledException}.
     *
     * @param reasons one for each action, in their order
     */
    public static DynamoDbException transactionCanceled(List<CancellationReason> reasons) {
        var codes = reasons.stream().map(CancellationReason::code).collect(Collectors.joining(", ", "[", "]"));
        return new DynamoDbException(
                ErrorType.TRANSACTION_CANCELED,
                "Transaction cancelled, please refer cancellation reasons for specific reasons " + codes,
                Optional.empty(),
                reasons,
                Optional.empty());
    }

    public ErrorType type() {
        return type;
    }

    /** The item to show beside the message, if any. */
    public Optional<Item> item() {
        return item;
    }

    /** Which limit a throttled request ran into, if that is told. */
    public Optional<ThrottlingReason> throttlingReason() {
        return throttlingReason;
    }

    /** Why a transaction was cancelled: one reason for each action; empty for every other error. */
    public List<CancellationReason> reasons() {
        return reasons;
    }
}
