package io.galena.kit.security;

/**
 * A credential that may sign requests.
 *
 * @param accessKeyId the public part
 * @param account the account that it acts for
 * @param secret the secret part
 */
public record Credential(String accessKeyId, String account, Secret secret) {}
