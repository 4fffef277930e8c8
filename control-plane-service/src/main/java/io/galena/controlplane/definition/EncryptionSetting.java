package io.galena.controlplane.definition;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;
import java.util.Optional;

/** A request's {@code SSESpecification}: kept and shown, though rows are not encrypted one by one. */
public record EncryptionSetting(boolean enabled, Optional<String> keyId) {
    private static final String CUSTOMER_KEYS = "KMS";

    /** @throws DynamoDbException VALIDATION for a kind of encryption that tables cannot have, or a key without encryption */
    static Optional<EncryptionSetting> read(Structure input) {
        return input.structure("SSESpecification").map(given -> {
            var enabled = given.bool("Enabled").orElse(false);
            var keyId = given.string("KMSMasterKeyId").map(KeptText::require);
            given.string("SSEType").filter(type -> !type.equals(CUSTOMER_KEYS)).ifPresent(type -> {
                throw DynamoDbException.validation(
                        "One or more parameter values were invalid: SSEType " + type + " is not supported");
            });
            if (!enabled && keyId.isPresent()) {
                throw DynamoDbException.validation(
                        "One or more parameter values were invalid: KMSMasterKeyId cannot be specified when SSE is"
                                + " disabled");
            }
            return new EncryptionSetting(enabled, keyId);
        });
    }
}
