package io.galena.gateway;

import static io.galena.gateway.RawClient.UNVERIFIED_CALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.gateway.RawClient.Response;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which web pages may call, and under which names a gateway may be called that does not verify signatures. */
class OriginTest {
    private static TestingGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestingGateway.start("galena.gateway.auth=none", "galena.gateway.allowed-hosts=galena.test");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:3000", "https://localhost", "http://127.0.0.1:8080", "http://[::1]:5173"})
    void pagesOfThisMachineMayCall(String origin) throws IOException {
        var preflight = send(
                "OPTIONS",
                "localhost",
                "Origin: " + origin + "\nAccess-Control-Request-Method: POST\n"
                        + "Access-Control-Request-Headers: authorization,x-amz-target,content-type\n",
                "");
        var answer = send("POST", "localhost", "Origin: " + origin + "\n" + UNVERIFIED_CALL, "{}");

        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("access-control-allow-origin")).isEqualTo(origin);
        assertThat(preflight.header("access-control-allow-methods")).contains("POST");
        assertThat(preflight.header("access-control-allow-headers")).contains("x-amz-target");
        assertThat(preflight.header("access-control-max-age")).isEqualTo("172800");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("access-control-allow-origin")).isEqualTo(origin);
        assertThat(answer.header("access-control-expose-headers")).contains("x-amzn-RequestId", "x-amz-crc32");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "http://localhost.evil.example",
                "http://notlocalhost",
                "http://127.0.0.1.evil.example:80",
                "null"
            })
    void otherPagesMayNot(String origin) throws IOException {
        var preflight =
                send("OPTIONS", "localhost", "Origin: " + origin + "\nAccess-Control-Request-Method: POST\n", "");
        var answer = send("POST", "localhost", "Origin: " + origin + "\n" + UNVERIFIED_CALL, "{}");

        assertThat(preflight.status()).isEqualTo(403);
        assertThat(preflight.header("access-control-allow-origin")).isEmpty();
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).doesNotContain("table-0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8000",
                "LOCALHOST",
                "app.localhost:8000",
                "127.0.0.1",
                "127.1.2.3:80",
                "[::1]:8000",
                "galena.test:8000"
            })
    void namesOfThisMachineWillDo(String host) throws IOException {
        assertThat(send("POST", host, UNVERIFIED_CALL, "{}").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8000",
                "127.evil.example",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "10.0.0.1",
                "[::2]",
                "other.galena.test"
            })
    void otherNamesAreRefused(String host) throws IOException {
        var answer = send("POST", host, UNVERIFIED_CALL, "{}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("AccessDeniedException").doesNotContain("table-0");
        assertThat(send("GET", host, "", "").text()).doesNotContain("healthy");
    }

    private static Response send(String method, String host, String headers, String body) throws IOException {
        try (var client = new RawClient(gateway.port())) {
            return client.send(method + " / HTTP/1.1\nHost: " + host + "\nContent-Length: " + body.length() + "\n"
                            + headers + "\n" + body)
                    .receive();
        }
    }
}
