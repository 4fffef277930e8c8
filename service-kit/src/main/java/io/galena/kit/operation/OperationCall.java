package io.galena.kit.operation;

/**
 * A call of an operation on its way to the service that owns it.
 *
 * @param operation the name after the dot of {@code X-Amz-Target}
 * @param body the request's JSON, uncompressed, not to be changed
 */
public record OperationCall(String operation, byte[] body, Caller caller) {}
