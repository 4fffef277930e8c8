package io.galena.standalone.sdk;

import static io.galena.standalone.sdk.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Who is let in. */
@OnEveryEndpoint
class AccessTest {
    private final DynamoDbClient known;

    AccessTest(Endpoint endpoint) {
        this.known = endpoint.client();
    }

    @Test
    void anUnknownAccessKeyIsRefusedEvenWithItselfAsSecret() {
        try (var client = client("AKIAUNKNOWNUNKNOWN00", "AKIAUNKNOWNUNKNOWN00")) {
            assertRefused(
                    client::listTables,
                    "UnrecognizedClientException",
                    "The security token included in the request is invalid.");
        }
    }

    @Test
    void aKnownAccessKeyWithAnotherSecretIsRefused() {
        var accessKey = known.serviceClientConfiguration()
                .credentialsProvider()
                .resolveIdentity()
                .join()
                .accessKeyId();
        try (var client = client(accessKey, "another-secret")) {
            assertRefused(
                    client::listTables,
                    "InvalidSignatureException",
                    "The request signature we calculated does not match the signature you provided. Check your AWS Secret"
                            + " Access Key and signing method. Consult the service documentation for details.");
        }
    }

    private DynamoDbClient client(String accessKey, String secretKey) {
        var settings = known.serviceClientConfiguration();
        return DynamoDbClient.builder()
                .endpointOverride(settings.endpointOverride().orElseThrow())
                .region(settings.region())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
                .build();
    }
}
