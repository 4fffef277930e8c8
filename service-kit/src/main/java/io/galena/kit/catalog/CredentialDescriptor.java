package io.galena.kit.catalog;

/**
 * A credential that may sign requests.
 *
 * @param accessKeyId the public part
 * @param account the account that it belongs to
 * @param encryptedSecret the secret part, encrypted with the deployment's master key and bound to the access key, Base64
 */
public record CredentialDescriptor(String accessKeyId, String account, String encryptedSecret) {}
