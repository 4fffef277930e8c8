package io.galena.gateway;

import static io.galena.gateway.RawClient.UNVERIFIED_CALL;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More requests at once than a gateway carries out: those beyond are throttled, and the room is always given back. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RequestLimitTest {
    private static final int LIMIT = 2;
    private static TestingGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestingGateway.start("galena.gateway.auth=none", "galena.gateway.max-requests=" + LIMIT);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void whatIsBeyondTheLimitIsThrottledOnAConnectionThatStays() throws Exception {
        var busy = new AtomicBoolean(true);
        var others = new ArrayList<Thread>();
        for (int i = 0; i < LIMIT; i++) {
            others.add(Thread.ofVirtual().start(() -> callWhile(busy)));
        }
        try (var client = new RawClient(gateway.port())) {
            var answer = client.call(UNVERIFIED_CALL, "{}");
            while (answer.status() == 200) {
                answer = client.call(UNVERIFIED_CALL, "{}");
            }

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text())
                    .isEqualTo("{\"__type\":\"com.amazon.coral.availability#ThrottlingException\","
                            + "\"message\":\"Too many requests at once\"}");
            busy.set(false);
            for (var other : others) {
                other.join();
            }
            for (int i = 0; i < 10 * LIMIT; i++) {
                assertThat(client.call(UNVERIFIED_CALL, "{}").status()).isEqualTo(200);
                assertThat(client.call(UNVERIFIED_CALL, "[").status()).isEqualTo(400);
            }
        }
    }

    @Test
    void whoIsStillSendingTakesNoRoom() throws IOException {
        var slow = new ArrayList<RawClient>();
        try (var client = new RawClient(gateway.port())) {
            for (int i = 0; i < 2 * LIMIT; i++) {
                slow.add(new RawClient(gateway.port()));
                slow.getLast().send("POST / HTTP/1.1\nHost: localhost\nContent-Length: 2\n" + UNVERIFIED_CALL + "\n{");
            }

            assertThat(client.call(UNVERIFIED_CALL, "{}").status()).isEqualTo(200);
        } finally {
            for (var client : slow) {
                client.close();
            }
        }
    }

    private static void callWhile(AtomicBoolean busy) {
        try (var client = new RawClient(gateway.port())) {
            while (busy.get()) {
                client.call(UNVERIFIED_CALL, "{\"ExclusiveStartTableName\":\"sleep-300\"}");
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
