package io.galena.kit.operation;

/**
 * Who calls, as the gateway verified it.
 *
 * @param account the 12-digit account number whose tables the call sees
 * @param region the region of this deployment
 * @param accessKeyId the access key that signed the request
 * @param requestId the {@code x-amzn-RequestId} of the request
 */
public record Caller(String account, String region, String accessKeyId, String requestId) {}
