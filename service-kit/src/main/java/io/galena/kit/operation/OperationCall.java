package io.galena.kit.operation;

/**
 * A call of an operation on its way to the service that owns it.
 *
 * @param operation the name after the dot of {@code X-Amz-Target}
 * @param protocol how the body is to be read, and the answer to be written
 * @param body the request, uncompressed, not to be changed
 */
public record OperationCall(String operation, Protocol protocol, byte[] body, Caller caller) {}
