package io.galena.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.gateway.RawClient.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The AWS JSON 1.0 protocol, byte by byte. */
class ProtocolTest {
    private static final String CREDENTIAL =
            "Authorization: AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/dynamodb/aws4_request,"
                    + " SignedHeaders=host, Signature=any\nX-Amz-Date: 20260101T000000Z\n";
    private static final String TYPE = "Content-Type: application/x-amz-json-1.0\n";
    private static final String CBOR = "Content-Type: application/x-amz-cbor-1.1\n";
    private static final String TARGET = "X-Amz-Target: DynamoDB_20120810.ListTables\n";
    private static final String CALL = TYPE + TARGET + CREDENTIAL;
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

    @Test
    void answersCarryARequestIdAndTheChecksumOfTheirBytes() throws IOException {
        var answer = client.call(CALL, "{}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo(ONE_TABLE);
        assertThat(answer.header("x-amzn-requestid")).matches("[0-9A-V]{52}");
        assertThat(answer.header("x-amz-crc32")).isEqualTo(crc32(answer.body()));
        assertThat(answer.header("server")).isEmpty();
        assertThat(client.call(CALL, "{}").header("x-amzn-requestid")).isNotEqualTo(answer.header("x-amzn-requestid"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SplitShard  | {"__type":"UnknownOperationException","message":"Galena does not serve the operation SplitShard of Kinesis Data Streams."}
            ListStreams | {"__type":"UnknownOperationException"}
            """)
    void errorsOfKinesisAreNamedWithoutANameSpace(String operation, String error) throws IOException {
        var head = "Content-Type: application/x-amz-json-1.1\nX-Amz-Target: Kinesis_20131202." + operation + "\n";

        var answer = client.call(head + CREDENTIAL.replace("/dynamodb/", "/kinesis/"), "{}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).isEqualTo(error);
        assertThat(answer.header("content-type")).isEqualTo("application/x-amz-json-1.1");
        assertThat(answer.header("x-amz-crc32")).isEqualTo(crc32(answer.body()));
    }

    @ParameterizedTest
    @CsvSource({
        "SplitShard, a0, UnknownOperationException",
        "CreateStream, a0, MissingAuthenticationTokenException",
        "CreateStream, bf, SerializationException",
        "CreateStream, {}, SerializationException"
    })
    void kinesisAnswersInCborWhoAsksInCbor(String operation, String body, String error) throws IOException {
        var answer = client.call(CBOR + "X-Amz-Target: Kinesis_20131202." + operation + "\n", cbor(body));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("content-type")).isEqualTo("application/x-amz-cbor-1.1");
        assertThat(answer.header("x-amz-crc32")).isEqualTo(crc32(answer.body()));
        // A map that begins with a text of six bytes.
        assertThat(answer.text()).startsWith("\u00bff__type").contains(error);
    }

    @ParameterizedTest
    @CsvSource({
        "application/x-amz-json-1.0, application/x-amz-json-1.0",
        "application/x-amz-json-1.1, application/x-amz-json-1.1",
        "application/json, application/json",
        "application/x-amz-json-1.0; charset=utf-8, application/x-amz-json-1.0"
    })
    void answersHaveTheTypeOfTheRequest(String sent, String received) throws IOException {
        var answer = client.call("Content-Type: " + sent + "\n" + TARGET + CREDENTIAL, "{}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo(received);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/x-amz-json-1.0x",
                "application/x-amz-cbor-1.1"
            })
    void anotherTypeIsNoCall(String type) throws IOException {
        assertNoSuchPage(client.call("Content-Type: " + type + "\n" + TARGET + CREDENTIAL, "{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / ", "GET /ping "})
    void loadBalancersFindItHealthy(String start) throws IOException {
        var answer = client.send(start + "HTTP/1.1\nHost: localhost\n\n").receive();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("healthy: dynamodb.us-east-1.amazonaws.com ");
        assertThat(answer.header("x-amz-crc32")).isEqualTo(crc32(answer.body()));
        assertThat(answer.header("x-amzn-requestid")).hasSize(52);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS"})
    void otherMethodsAreNoCalls(String method) throws IOException {
        assertNoSuchPage(client.send(method + " / HTTP/1.1\nHost: localhost\nContent-Length: 2\n" + CALL + "\n{}")
                .receive());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/other", "//", "/%2e"})
    void otherPathsAreNoCalls(String path) throws IOException {
        assertThat(client.post(path, CALL, "{}").status()).isBetween(400, 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Amz-Target: DynamoDB_20120810.NoSuchOperation\n",
                "X-Amz-Target: DynamoDB_20120810.listtables\n",
                "X-Amz-Target: DynamoDB_20111205.ListTables\n",
                "X-Amz-Target: Galena.CatalogChanges\n",
                "X-Amz-Target: ListTables\n",
                ""
            })
    void otherTargetsAreUnknownOperations(String target) throws IOException {
        var answer = client.call(TYPE + target + CREDENTIAL, "{}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).isEqualTo("{\"__type\":\"com.amazon.coral.service#UnknownOperationException\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}x", "{\"Limit\":}", "\u00ff", "{'Limit':1}", "nul"})
    void whatIsNoJsonIsSaidSo(String body) throws IOException {
        assertNotJson(client.call(CALL, body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "\u00ff"})
    void whatIsNoJsonIsSaidSoBeforeAnythingElse(String body) throws IOException {
        assertNotJson(client.call(TYPE + TARGET, body));
        assertNotJson(client.call(TYPE + CREDENTIAL, body));
    }

    @Test
    void longNamesAreJson() throws IOException {
        var answer = client.call(TYPE + TARGET, "{\"" + "n".repeat(65_000) + "\": 1}");

        assertThat(answer.text()).contains("MissingAuthenticationTokenException");
    }

    @Test
    void jsonMayNestALot() throws IOException {
        var answer = client.call(TYPE + TARGET, "[".repeat(900) + "]".repeat(900));

        assertThat(answer.text()).contains("MissingAuthenticationTokenException");
    }

    @Test
    void endlesslyNestedJsonIsRefused() throws IOException {
        assertNotJson(client.call(CALL, "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"));
        assertNotJson(client.call(TYPE + TARGET, "[".repeat(30_000) + "]".repeat(30_000)));
    }

    @Test
    void aBodyMayHaveSixteenMegabytesAndNoMore() throws IOException {
        var limit = 16 * 1024 * 1024;

        assertThat(client.call(CALL, padded(limit)).text()).isEqualTo(ONE_TABLE);
        assertTooLarge(client.call(CALL, padded(limit + 1)));
    }

    @Test
    void aChunkedBodyMayHaveSixteenMegabytesAndNoMore() throws IOException {
        assertThat(chunked(16).text()).isEqualTo(ONE_TABLE);
        assertTooLarge(chunked(17));
    }

    @Test
    void compressedRequestsAreRead() throws IOException {
        var answer = client.call(CALL + "Content-Encoding: gzip\n", gzip("{\"Limit\": 2}".getBytes(ISO_8859_1)));

        assertThat(answer.text()).isEqualTo("{\"TableNames\":[\"table-0\",\"table-1\"]}");
    }

    @Test
    void whatIsBadlyCompressedIsNoJson() throws IOException {
        var compressed = gzip("{}".getBytes(ISO_8859_1));

        assertNotJson(client.call(CALL + "Content-Encoding: gzip\n", "{}"));
        assertNotJson(client.call(CALL + "Content-Encoding: gzip\n", Arrays.copyOf(compressed, 15)));
        assertNotJson(client.call(CALL + "Content-Encoding: br\n", compressed));
    }

    @Test
    void aCompressedBodyIsBoundedByWhatItHolds() throws IOException {
        assertTooLarge(client.call(CALL + "Content-Encoding: gzip\n", gzip(padded(16 * 1024 * 1024 + 1))));
    }

    @Test
    void longAnswersAreCompressedForThoseWhoTakeThem() throws IOException {
        var plain = client.call(CALL, "{\"Limit\": 100}");
        var answer = client.call(CALL + "Accept-Encoding: gzip\n", "{\"Limit\": 100}");

        assertThat(plain.header("content-encoding")).isEmpty();
        assertThat(answer.header("content-encoding")).isEqualTo("gzip");
        assertThat(answer.body().length).isLessThan(plain.body().length / 2);
        // SDKs check the bytes that they receive, before they decompress them.
        assertThat(answer.header("x-amz-crc32")).isEqualTo(crc32(answer.body()));
        assertThat(gunzip(answer.body())).isEqualTo(plain.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip;q=0", "gzip; q=0.0", "br, deflate"})
    void longAnswersAreNotCompressedForOthers(String accepted) throws IOException {
        var answer = client.call(CALL + "Accept-Encoding: " + accepted + "\n", "{\"Limit\": 100}");

        assertThat(answer.header("content-encoding")).isEmpty();
        assertThat(answer.text()).startsWith("{\"TableNames\"");
    }

    @Test
    void shortAnswersAreNotCompressed() throws IOException {
        assertThat(client.call(CALL + "Accept-Encoding: gzip\n", "{}").text()).isEqualTo(ONE_TABLE);
    }

    private Response chunked(int megabytes) throws IOException {
        client.send("POST / HTTP/1.1\nHost: localhost\nTransfer-Encoding: chunked\n" + CALL + "\n");
        var megabyte = 1024 * 1024;
        for (int i = 0; i < megabytes; i++) {
            var bytes = i == 0 ? padded(megabyte) : " ".repeat(megabyte).getBytes(ISO_8859_1);
            client.send("100000\n").sendBytes(bytes).send("\n");
        }
        return client.send("0\n\n").receive();
    }

    private void assertTooLarge(Response answer) throws IOException {
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).isEmpty();
        assertThat(client.isClosedByServer()).isTrue();
    }

    private static void assertNotJson(Response answer) {
        assertThat(answer.text()).isEqualTo("{\"__type\":\"com.amazon.coral.service#SerializationException\"}");
        assertThat(answer.status()).isEqualTo(400);
    }

    private static void assertNoSuchPage(Response answer) {
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).isEqualTo("<UnknownOperationException/>\n");
        assertThat(answer.header("x-amz-crc32")).isEqualTo(crc32(answer.body()));
    }

    private static byte[] cbor(String hex) {
        return hex.equals("{}") ? hex.getBytes(ISO_8859_1) : HexFormat.of().parseHex(hex);
    }

    private static byte[] padded(int length) {
        return ("{}" + " ".repeat(length - 2)).getBytes(ISO_8859_1);
    }

    private static String crc32(byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        return Long.toString(crc.getValue());
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var stream = new GZIPOutputStream(compressed)) {
            stream.write(bytes);
        }
        return compressed.toByteArray();
    }

    private static byte[] gunzip(byte[] bytes) throws IOException {
        try (var stream = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return stream.readAllBytes();
        }
    }
}
