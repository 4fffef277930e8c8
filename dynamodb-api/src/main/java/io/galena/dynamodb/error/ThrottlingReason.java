package io.galena.dynamodb.error;

/**
 * Which limit a throttled request ran into.
 *
 * @param reason in the service's words, such as {@code TableWriteProvisionedThroughputExceeded}
 * @param resource the ARN of the table or index that the limit is about
 */
public record ThrottlingReason(String reason, String resource) {}
