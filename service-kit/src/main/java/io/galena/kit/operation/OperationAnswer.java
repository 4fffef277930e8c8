package io.galena.kit.operation;

/**
 * What an operation answered.
 *
 * @param status the HTTP status code
 * @param body the JSON; only the first {@code length} bytes count, so that a reusable buffer need not be copied
 */
public record OperationAnswer(int status, byte[] body, int length) {}
