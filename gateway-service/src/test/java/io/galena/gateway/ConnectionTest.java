package io.galena.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of connections: kept for those who behave, errors or not; closed for those who speak no HTTP. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ConnectionTest {
    private static final String HEADERS = "Content-Type: application/x-amz-json-1.0\n"
            + "X-Amz-Target: DynamoDB_20120810.ListTables\n"
            + "Authorization: AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/dynamodb/aws4_request,"
            + " SignedHeaders=host, Signature=any\nX-Amz-Date: 20260101T000000Z\n";
    private static final String START = "POST / HTTP/1.1\nHost: localhost\n";
    private static final String ONE_TABLE = "{\"TableNames\":[\"table-0\"]}";

    private static TestingGateway gateway;

    private RawClient client;

    @BeforeAll
    static void start() {
        gateway = TestingGateway.start("galena.gateway.auth=none");
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

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"Limit\": 0}", "{\"Limit\": []}", ""})
    void errorsKeepTheConnection(String body) throws IOException {
        for (int i = 0; i < 3; i++) {
            var answer = client.call(HEADERS, body);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("connection")).isNotEqualTo("close");
        }
        assertThat(client.call(HEADERS, "{}").text()).isEqualTo(ONE_TABLE);
    }

    @Test
    void pagesThatDoNotExistKeepTheConnection() throws IOException {
        assertThat(client.post("/favicon.ico", HEADERS, "{}").status()).isEqualTo(404);
        assertThat(client.call(HEADERS, "{}").text()).isEqualTo(ONE_TABLE);
    }

    @Test
    void requestsSentAtOnceAreAnsweredInTheirOrder() throws IOException {
        var all = new StringBuilder();
        for (int i = 1; i <= 20; i++) {
            // The first ones take longest; every third one fails.
            var body = i % 3 == 0
                    ? "{\"Limit\": -" + i + "}"
                    : "{\"Limit\": " + i + ", \"ExclusiveStartTableName\": \"sleep-" + (40 - i) + "\"}";
            all.append(START).append("Content-Length: ").append(body.length()).append('\n');
            all.append(HEADERS).append('\n').append(body);
        }

        client.send(all.toString());

        for (int i = 1; i <= 20; i++) {
            var answer = client.receive();
            assertThat(answer.text()).contains(i % 3 == 0 ? "'-" + i + "'" : "\"table-" + (i - 1) + "\"]");
        }
    }

    @Test
    void aBodyInBrokenChunksEndsTheConnection() throws IOException {
        var answer = client.send(START + "Transfer-Encoding: chunked\n" + HEADERS + "\n2\n{}\nnonsense\n")
                .receive();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void aClientThatSendsHalfABodyAndNoMoreIsToldSo() throws IOException {
        var answer = client.send(START + "Content-Length: 10\n" + HEADERS + "\n{")
                .endOutput()
                .receive();

        assertThat(answer.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\n\n",
                "POST / HTTP/9.9\nHost: localhost\n\n",
                "POST / HTTP/1.1\n\n",
                "POST / HTTP/1.1\nHost: a\nHost: b\n\n",
                "POST / HTTP/1.1\nHost: localhost\nno colon\n\n",
                "POST / HTTP/1.1\nHost: localhost\nContent-Length: x\n\n",
                "POST / HTTP/1.1\nHost: localhost\nContent-Length: -1\n\n",
                "POST / HTTP/1.1\nHost: localhost\nContent-Length: 99999999999999999999\n\n",
                "POST / HTTP/1.1\nHost: localhost\nContent-Length: 1\nTransfer-Encoding: chunked\n\n",
                "POST / HTTP/1.1\nHost: localhost\nTransfer-Encoding: nonsense\n\n"
            })
    void whatIsNoHttpIsRefusedWithoutAWord(String text) throws IOException {
        var answer = client.send(text).receive();

        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.body()).isEmpty();
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void headersAreBounded() throws IOException {
        var fits = client.call(HEADERS + "X-Other: " + "x".repeat(30_000) + "\n", "{}");
        var refused = client.call(HEADERS + "X-Other: " + "x".repeat(40_000) + "\n", "{}");

        assertThat(fits.text()).isEqualTo(ONE_TABLE);
        assertThat(refused.status()).isBetween(400, 499);
        assertThat(client.isClosedByServer()).isTrue();
    }
}
