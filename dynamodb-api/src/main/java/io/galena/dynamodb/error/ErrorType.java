package io.galena.dynamodb.error;

/**
 * Every kind of error that a client can see: the wire name ({@code __type}), the HTTP status and the member that carries
 * the message. Names and status codes are those of the DynamoDB API model, and some that Kinesis alone has; the "coral" ones are
 * those of the service framework in front of it, as the real service answers them.
 */
public enum ErrorType {
    ACCESS_DENIED(Origin.CORAL_SERVICE, "AccessDeniedException", 400, "Message"),
    CONDITIONAL_CHECK_FAILED(Origin.DYNAMODB, "ConditionalCheckFailedException", 400, "message"),
    DUPLICATE_ITEM(Origin.DYNAMODB, "DuplicateItemException", 400, "message"),
    EXPIRED_ITERATOR(Origin.DYNAMODB, "ExpiredIteratorException", 400, "message"),
    EXPIRED_NEXT_TOKEN(Origin.KINESIS, "ExpiredNextTokenException", 400, "message"),
    EXPIRED_TOKEN(Origin.CORAL_SERVICE, "ExpiredTokenException", 400, "message"),
    IDEMPOTENT_PARAMETER_MISMATCH(Origin.DYNAMODB, "IdempotentParameterMismatchException", 400, "Message"),
    INCOMPLETE_SIGNATURE(Origin.CORAL_SERVICE, "IncompleteSignatureException", 400, "message"),
    INTERNAL_SERVER_ERROR(Origin.DYNAMODB, "InternalServerError", 500, "message"),
    INVALID_ARGUMENT(Origin.KINESIS, "InvalidArgumentException", 400, "message"),
    INVALID_SIGNATURE(Origin.CORAL_SERVICE, "InvalidSignatureException", 400, "message"),
    ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED(Origin.DYNAMODB, "ItemCollectionSizeLimitExceededException", 400, "message"),
    LIMIT_EXCEEDED(Origin.DYNAMODB, "LimitExceededException", 400, "message"),
    MISSING_AUTHENTICATION_TOKEN(Origin.CORAL_SERVICE, "MissingAuthenticationTokenException", 400, "message"),
    POLICY_NOT_FOUND(Origin.DYNAMODB, "PolicyNotFoundException", 400, "message"),
    PROVISIONED_THROUGHPUT_EXCEEDED(Origin.DYNAMODB, "ProvisionedThroughputExceededException", 400, "message"),
    REQUEST_LIMIT_EXCEEDED(Origin.DYNAMODB, "RequestLimitExceeded", 400, "message"),
    RESOURCE_IN_USE(Origin.DYNAMODB, "ResourceInUseException", 400, "message"),
    RESOURCE_NOT_FOUND(Origin.DYNAMODB, "ResourceNotFoundException", 400, "message"),
    SERIALIZATION(Origin.CORAL_SERVICE, "SerializationException", 400, "Message"),
    SERVICE_UNAVAILABLE(Origin.CORAL_AVAILABILITY, "ServiceUnavailableException", 503, "message"),
    TABLE_NOT_FOUND(Origin.DYNAMODB, "TableNotFoundException", 400, "message"),
    THROTTLING(Origin.CORAL_AVAILABILITY, "ThrottlingException", 400, "message"),
    TRANSACTION_CANCELED(Origin.DYNAMODB, "TransactionCanceledException", 400, "Message"),
    TRANSACTION_CONFLICT(Origin.DYNAMODB, "TransactionConflictException", 400, "message"),
    TRANSACTION_IN_PROGRESS(Origin.DYNAMODB, "TransactionInProgressException", 400, "Message"),
    TRIMMED_DATA_ACCESS(Origin.DYNAMODB, "TrimmedDataAccessException", 400, "message"),
    UNKNOWN_OPERATION(Origin.CORAL_SERVICE, "UnknownOperationException", 400, "message"),
    UNRECOGNIZED_CLIENT(Origin.CORAL_SERVICE, "UnrecognizedClientException", 400, "message"),
    VALIDATION(Origin.CORAL_VALIDATE, "ValidationException", 400, "message");

    private final String wireName;
    private final int status;
    private final String messageMember;

    ErrorType(Origin origin, String name, int status, String messageMember) {
        this.wireName = origin.prefix + name;
        this.status = status;
        this.messageMember = messageMember;
    }

    /** The value of {@code __type}, name space included. */
    public String wireName() {
        return wireName;
    }

    /** The HTTP status code. */
    public int status() {
        return status;
    }

    /** The JSON member that carries the message: DynamoDB writes some with a capital letter. */
    public String messageMember() {
        return messageMember;
    }

    private enum Origin {
        DYNAMODB("com.amazonaws.dynamodb.v20120810#"),
        KINESIS("com.amazonaws.kinesis.v20131202#"),
        CORAL_SERVICE("com.amazon.coral.service#"),
        CORAL_VALIDATE("com.amazon.coral.validate#"),
        CORAL_AVAILABILITY("com.amazon.coral.availability#");

        private final String prefix;

        Origin(String prefix) {
            this.prefix = prefix;
        }
    }
}
