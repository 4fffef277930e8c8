package io.galena.dynamodb.error;

import io.galena.dynamodb.value.Item;
import java.util.Optional;

/**
 * What one action of a transaction had to do with its cancellation.
 *
 * @param code the wire text, {@code None} for an action that was not in the way
 * @param item the item that failed a condition, if the action asked for it
 */
public record CancellationReason(String code, Optional<String> message, Optional<Item> item) {
    /** Of an action that was not in the way. */
    public static final CancellationReason NONE = new CancellationReason("None", Optional.empty(), Optional.empty());

    /** The reason that an action's own error is. */
    public static CancellationReason of(DynamoDbException error) {
        return new CancellationReason(
                code(error.type()), Optional.of(String.valueOf(error.getMessage())), error.item());
    }

    private static String code(ErrorType type) {
        return switch (type) {
            case CONDITIONAL_CHECK_FAILED -> "ConditionalCheckFailed";
            case DUPLICATE_ITEM -> "DuplicateItem";
            case ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED -> "ItemCollectionSizeLimitExceeded";
            case PROVISIONED_THROUGHPUT_EXCEEDED -> "ProvisionedThroughputExceeded";
            case THROTTLING -> "ThrottlingError";
            case TRANSACTION_CONFLICT -> "TransactionConflict";
            case VALIDATION -> "ValidationError";
            default -> throw new IllegalArgumentException("Not an error of one action: " + type);
        };
    }
}
