package io.galena.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.gateway.RawClient.Response;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signature Version 4 as clients of any kind send it, right and wrong, over HTTP. */
class SignatureTest {
    private static final String MISMATCH = "The request signature we calculated does not match";

    private static TestingGateway gateway;

    private RawClient client;

    @BeforeAll
    static void start() {
        gateway = TestingGateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void connect() throws IOException {
        client = new RawClient(gateway.port());
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
    }

    @Test
    void aSignedRequestIsServed() throws IOException {
        assertServed(send(new SigningClient()));
    }

    @Test
    void whiteSpaceInSignedHeadersIsFolded() throws IOException {
        var lines = new SigningClient().header("x-amz-meta", "a b c").signed().replace("a b c", "  a   b \t c  ");

        assertServed(client.call(withoutHost(lines), SigningClient.BODY));
    }

    @Test
    void anHttpDateIsAsGoodAsOneOfAmazon() throws IOException {
        assertServed(client.call(withoutHost(new SigningClient().signedWithHttpDate()), SigningClient.BODY));
    }

    @Test
    void withoutASignatureTheTokenIsMissing() throws IOException {
        var answer = client.call(withoutHost(new SigningClient().lines()), SigningClient.BODY);

        assertError(answer, "MissingAuthenticationTokenException", "Request is missing Authentication Token");
    }

    @Test
    void anotherSchemeIsNoToken() throws IOException {
        var answer = client.call(
                withoutHost(new SigningClient().lines()) + "Authorization: Bearer abc\n", SigningClient.BODY);

        assertError(answer, "MissingAuthenticationTokenException", "Request is missing Authentication Token");
    }

    @Test
    void allThatIsMissingIsNamed() throws IOException {
        var answer = client.call(
                withoutHost(new SigningClient().lines()) + "Authorization: AWS4-HMAC-SHA256 Credential=a\n",
                SigningClient.BODY);

        assertError(
                answer,
                "IncompleteSignatureException",
                "Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders'"
                        + " parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date'"
                        + " header. Authorization=AWS4-HMAC-SHA256 Credential=a");
    }

    @Test
    void whatIsNoPairIsNamed() throws IOException {
        var answer = client.call(
                withoutHost(new SigningClient().lines()) + "Authorization: AWS4-HMAC-SHA256 nonsense\n",
                SigningClient.BODY);

        assertError(answer, "IncompleteSignatureException", "'nonsense' not a valid key=value pair");
    }

    @Test
    void aCredentialHasFiveElements() throws IOException {
        var signer = new SigningClient();
        var lines = signer.signed().replace(signer.credential(), TestingOperations.ACCESS_KEY + "/20260101");

        assertError(
                client.call(withoutHost(lines), SigningClient.BODY),
                "IncompleteSignatureException",
                "Credential must have exactly 5 slash-delimited elements");
    }

    @Test
    void whoCannotBeTheCallerIsRefusedBeforeALargeBodyHasArrived() throws IOException {
        assertRefusedEarly(new SigningClient().lines(), "MissingAuthenticationTokenException");
        assertRefusedEarly(
                new SigningClient().lines() + "Authorization: AWS4-HMAC-SHA256 Credential=a\n",
                "IncompleteSignatureException");
        assertRefusedEarly(
                new SigningClient().credential("AKIDSTRANGER", "secret").signed(), "UnrecognizedClientException");
    }

    @Test
    void aLargeSignedBodyIsServed() throws IOException {
        var body = SigningClient.BODY + " ".repeat(1_000_000);

        assertServed(
                client.call(withoutHost(new SigningClient().unsignedPayload().signed()), body));
    }

    @Test
    void anUnknownAccessKeyIsRefused() throws IOException {
        assertError(
                send(new SigningClient().credential("AKIDSTRANGER", "secret")),
                "UnrecognizedClientException",
                "The security token included in the request is invalid.");
    }

    @Test
    void anUnknownAccessKeyIsRefusedWithItselfAsItsSecret() throws IOException {
        assertError(
                send(new SigningClient().credential("AKIDSTRANGER", "AKIDSTRANGER")),
                "UnrecognizedClientException",
                "The security token included in the request is invalid.");
    }

    @Test
    void aKnownAccessKeyIsRefusedWithItselfAsItsSecret() throws IOException {
        var key = TestingOperations.ACCESS_KEY;

        assertError(send(new SigningClient().credential(key, key)), "InvalidSignatureException", MISMATCH);
    }

    @Test
    void aWrongSecretIsRefused() throws IOException {
        assertError(
                send(new SigningClient().credential(TestingOperations.ACCESS_KEY, "wrong")),
                "InvalidSignatureException",
                MISMATCH);
    }

    @Test
    void aChangedBodyIsRefused() throws IOException {
        var answer = client.call(withoutHost(new SigningClient().signed()), "{\"Limit\": 3}");

        assertError(answer, "InvalidSignatureException", MISMATCH);
    }

    @Test
    void aChangedHeaderIsRefused() throws IOException {
        var lines = new SigningClient().header("x-amz-meta", "one").signed().replace("one", "two");

        assertError(client.call(withoutHost(lines), SigningClient.BODY), "InvalidSignatureException", MISMATCH);
    }

    @Test
    void aChangedTargetIsRefused() throws IOException {
        var lines = new SigningClient()
                .header("x-amz-target", "DynamoDB_20120810.DeleteTable")
                .signed()
                .replace("DeleteTable", "ListTables");

        assertError(client.call(withoutHost(lines), SigningClient.BODY), "InvalidSignatureException", MISMATCH);
    }

    @Test
    void theScopeIsOfThisRegion() throws IOException {
        assertError(
                send(new SigningClient().region("eu-west-1")),
                "InvalidSignatureException",
                "Credential should be scoped to a valid region, not 'eu-west-1'.");
    }

    @Test
    void theScopeIsOfThisService() throws IOException {
        assertError(
                send(new SigningClient().service("s3")),
                "InvalidSignatureException",
                "Credential should be scoped to correct service: 'dynamodb'.");
    }

    @Test
    void theScopeIsOfTheDay() throws IOException {
        var signer = new SigningClient();
        var scope = signer.credential();
        var lines =
                signer.signed().replace(scope, scope.replace("/" + signer.date().substring(0, 8), "/20010101"));

        assertError(
                client.call(withoutHost(lines), SigningClient.BODY),
                "InvalidSignatureException",
                "Date in Credential scope does not match YYYYMMDD");
    }

    @Test
    void aSignatureExpires() throws IOException {
        assertError(
                send(new SigningClient().later(Duration.ofMinutes(-16))),
                "InvalidSignatureException",
                "Signature expired: ");
    }

    @Test
    void aSignatureOfTheFutureIsNotYetCurrent() throws IOException {
        assertError(
                send(new SigningClient().later(Duration.ofMinutes(16))),
                "InvalidSignatureException",
                "Signature not yet current: ");
    }

    @Test
    void clocksMayDifferSomewhat() throws IOException {
        assertServed(send(new SigningClient().later(Duration.ofMinutes(-14))));
        assertServed(send(new SigningClient().later(Duration.ofMinutes(14))));
    }

    @Test
    void theHostIsToBeSigned() throws IOException {
        var lines =
                new SigningClient().signed().replace("SignedHeaders=content-type;host", "SignedHeaders=content-type");

        assertError(
                client.call(withoutHost(lines), SigningClient.BODY),
                "InvalidSignatureException",
                "'Host' must be a 'SignedHeader' in the AWS Authorization.");
    }

    @Test
    void theTargetIsToBeSigned() throws IOException {
        var lines = new SigningClient().signed().replace(";x-amz-target,", ",");

        assertError(
                client.call(withoutHost(lines), SigningClient.BODY),
                "InvalidSignatureException",
                "'x-amz-target' must be a 'SignedHeader' in the AWS Authorization.");
    }

    @Test
    void theTokenOfATemporaryCredentialIsNoneOfOurs() throws IOException {
        assertError(
                send(new SigningClient().header("x-amz-security-token", "token")),
                "UnrecognizedClientException",
                "The security token included in the request is invalid.");
    }

    @Test
    void aBodyMayBeLeftOutOfTheSignature() throws IOException {
        var lines = new SigningClient().unsignedPayload().signed();

        assertServed(client.call(withoutHost(lines), "{\"Limit\":\t2}"));
    }

    @Test
    void aDeclaredHashOfAnotherBodyIsRefused() throws IOException {
        var lines = new SigningClient()
                .header("x-amz-content-sha256", SigningClient.sha256("{}"))
                .signed();

        assertError(client.call(withoutHost(lines), "{}"), "InvalidSignatureException", MISMATCH);
    }

    @Test
    void aRequestMayBeSignedInItsQuery() throws IOException {
        assertServed(presigned(new SigningClient(), Duration.ofMinutes(5), ""));
    }

    @Test
    void aRequestSignedInItsQueryExpires() throws IOException {
        var signer = new SigningClient().later(Duration.ofMinutes(-6));

        assertError(presigned(signer, Duration.ofMinutes(5), ""), "InvalidSignatureException", "Signature expired: ");
    }

    @Test
    void aRequestSignedInItsQueryMayHoldLonger() throws IOException {
        var signer = new SigningClient().later(Duration.ofMinutes(-16));

        assertServed(presigned(signer, Duration.ofMinutes(20), ""));
    }

    @Test
    void aParameterThatIsNotSignedIsRefused() throws IOException {
        assertError(
                presigned(new SigningClient(), Duration.ofMinutes(5), "&other=1"),
                "InvalidSignatureException",
                MISMATCH);
    }

    @Test
    void aRequestIsSignedInOnePlaceOnly() throws IOException {
        var signer = new SigningClient();
        var query = signer.presigned(Duration.ofMinutes(5));

        assertError(
                client.post("/?" + query, withoutHost(signer.signed()), SigningClient.BODY),
                "InvalidSignatureException",
                "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.");
    }

    private Response presigned(SigningClient signer, Duration lifetime, String more) throws IOException {
        return client.post("/?" + signer.presigned(lifetime) + more, withoutHost(signer.lines()), SigningClient.BODY);
    }

    private Response send(SigningClient signer) throws IOException {
        return client.call(withoutHost(signer.signed()), SigningClient.BODY);
    }

    /** The client itself sends the host. */
    private static void assertRefusedEarly(String lines, String type) throws IOException {
        try (var early = new RawClient(gateway.port())) {
            early.send("POST / HTTP/1.1\nHost: localhost\nContent-Length: 1000000\n" + withoutHost(lines) + "\n")
                    .sendBytes(new byte[100_000]);
            var answer = early.receive();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains(type);
            assertThat(answer.header("connection")).isEqualTo("close");
        }
    }

    private static String withoutHost(String lines) {
        return lines.replaceFirst("(?m)^host: localhost\n", "");
    }

    private static void assertServed(Response answer) {
        assertThat(answer.text()).isEqualTo("{\"TableNames\":[\"table-0\",\"table-1\"]}");
        assertThat(answer.status()).isEqualTo(200);
    }

    private static void assertError(Response answer, String type, String message) {
        assertThat(answer.text())
                .startsWith("{\"__type\":\"com.amazon.coral.service#" + type + "\"")
                .contains("\"message\":\"" + message);
        assertThat(answer.status()).isEqualTo(400);
    }
}
