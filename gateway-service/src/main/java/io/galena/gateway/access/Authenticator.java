package io.galena.gateway.access;

import io.galena.gateway.signature.SignedRequest;
import io.galena.kit.operation.Caller;

/** Finds out who sent a request. Safe for use by many threads. */
public interface Authenticator {
    /**
     * The caller of the request.
     *
     * @throws io.galena.dynamodb.error.DynamoDbException if the request is refused
     */
    Caller authenticate(SignedRequest request, String requestId);

    /**
     * Refuses a request as {@link #authenticate} would, as far as its head tells. Of this request the body is not looked at.
     *
     * @throws io.galena.dynamodb.error.DynamoDbException if the request is refused
     */
    void checkHead(SignedRequest request);
}
