package io.galena.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.benchmarks.http.Endpoint;
import io.galena.benchmarks.http.Expectation;
import io.galena.benchmarks.http.Request;
import io.galena.benchmarks.http.RequestWriter;
import io.galena.benchmarks.http.SignatureV4;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PreparedRequestsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final PreparedRequests requests = new PreparedRequests(
            List.of(request("GetItem"), request("PutItem")),
            new RequestWriter(new Endpoint("127.0.0.1", 8000), new SignatureV4("key", "secret", "us-east-1")),
            now::get);

    @Test
    void requestsComeInTurnAgainAndAgain() {
        assertThat(operation()).isEqualTo("GetItem");
        assertThat(operation()).isEqualTo("PutItem");
        assertThat(operation()).isEqualTo("GetItem");
    }

    @Test
    void aRequestIsSignedWhenItIsPreparedAndNotWhenItIsHandedOut() {
        now.set(Instant.parse("2026-01-01T00:05:00Z"));

        assertThat(text()).contains("X-Amz-Date: 20260101T000000Z");
    }

    @Test
    void signingAnewGoesOnInTurn() {
        operation();
        now.set(Instant.parse("2026-01-01T00:05:00Z"));
        requests.sign();

        assertThat(text()).contains("PutItem").contains("X-Amz-Date: 20260101T000500Z");
    }

    private String operation() {
        return requests.next().request().operation();
    }

    private String text() {
        return new String(requests.next().bytes(), UTF_8);
    }

    private static Request request(String operation) {
        return new Request(operation, "{}".getBytes(UTF_8), new Expectation(0, 10, _ -> Optional.empty()));
    }
}
