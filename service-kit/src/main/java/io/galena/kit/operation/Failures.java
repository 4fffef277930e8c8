package io.galena.kit.operation;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place that turns whatever an operation throws into the error that the client sees. What is not an answer by
 * intent is logged, and nothing of it is told.
 */
public final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /**
     * The error to answer with.
     *
     * @param operation the operation or step that failed, for the log
     */
    public static DynamoDbException toError(Throwable failure, String operation, String requestId) {
        if (failure instanceof DynamoDbException error) {
            return error;
        }
        LOG.atError()
                .addKeyValue("operation", operation)
                .addKeyValue("requestId", requestId)
                .setCause(failure)
                .log("Operation failed unexpectedly");
        return new DynamoDbException(ErrorType.INTERNAL_SERVER_ERROR, "Internal server error");
    }
}
