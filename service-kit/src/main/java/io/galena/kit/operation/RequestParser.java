package io.galena.kit.operation;

import io.galena.dynamodb.model.BodyFormat;
import io.galena.dynamodb.model.Structure;

/** Parses requests of one operation and checks them against the API model. */
@FunctionalInterface
public interface RequestParser {
    /**
     * Parses a request.
     *
     * @throws io.galena.dynamodb.error.DynamoDbException SERIALIZATION or VALIDATION, in DynamoDB's words
     */
    Structure parse(byte[] body, BodyFormat format);
}
