package io.galena.storage.partiql;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.dynamodb.value.ItemCodec;
import io.galena.storage.answer.AnswerItem;
import io.galena.storage.capacity.ConsumedCapacity;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * What became of one statement of a batch.
 *
 * @param table the table's name, if the statement got that far
 */
record StatementOutcome(
        Optional<String> table,
        Optional<AnswerItem> item,
        Optional<DynamoDbException> error,
        Optional<ConsumedCapacity> capacity) {
    static StatementOutcome done(String table, Optional<AnswerItem> item, ConsumedCapacity capacity) {
        return new StatementOutcome(Optional.of(table), item, Optional.empty(), Optional.of(capacity));
    }

    /** A statement that was carried out in vain. */
    static StatementOutcome failed(String table, DynamoDbException error) {
        return new StatementOutcome(Optional.of(table), Optional.empty(), Optional.of(error), Optional.empty());
    }

    /** A statement that could not be carried out. */
    static StatementOutcome refused(DynamoDbException error) {
        return new StatementOutcome(Optional.empty(), Optional.empty(), Optional.of(error), Optional.empty());
    }

    void write(JsonGenerator json) {
        json.writeStartObject();
        error.ifPresent(present -> writeError(present, json));
        table.ifPresent(name -> json.writeStringProperty("TableName", name));
        item.ifPresent(shown -> {
            json.writeName("Item");
            shown.write(json);
        });
        json.writeEndObject();
    }

    private static void writeError(DynamoDbException error, JsonGenerator json) {
        json.writeObjectPropertyStart("Error");
        json.writeStringProperty("Code", code(error.type()));
        json.writeStringProperty("Message", String.valueOf(error.getMessage()));
        error.item().ifPresent(item -> {
            json.writeName("Item");
            ItemCodec.write(item, json);
        });
        json.writeEndObject();
    }

    /** How the API model's enumeration calls a kind of error. */
    private static String code(ErrorType type) {
        return switch (type) {
            case ACCESS_DENIED -> "AccessDenied";
            case CONDITIONAL_CHECK_FAILED -> "ConditionalCheckFailed";
            case DUPLICATE_ITEM -> "DuplicateItem";
            case ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED -> "ItemCollectionSizeLimitExceeded";
            case PROVISIONED_THROUGHPUT_EXCEEDED -> "ProvisionedThroughputExceeded";
            case REQUEST_LIMIT_EXCEEDED -> "RequestLimitExceeded";
            case RESOURCE_NOT_FOUND -> "ResourceNotFound";
            case THROTTLING -> "ThrottlingError";
            case TRANSACTION_CONFLICT -> "TransactionConflict";
            case VALIDATION -> "ValidationError";
            default -> "InternalServerError";
        };
    }
}
