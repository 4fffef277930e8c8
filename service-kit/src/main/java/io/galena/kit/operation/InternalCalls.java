package io.galena.kit.operation;

/**
 * Calls internal operations of other services: over HTTP through the gateway's internal listener in distributed mode,
 * directly in standalone.
 */
public interface InternalCalls {
    /**
     * Calls an internal operation and waits for its answer.
     *
     * @throws io.galena.dynamodb.error.DynamoDbException the error that the operation answered
     * @throws java.io.UncheckedIOException when the service cannot be reached or does not answer in time: whether the
     *     operation was carried out is unknown
     */
    <A> A call(String operation, Object request, Class<A> answerType);
}
