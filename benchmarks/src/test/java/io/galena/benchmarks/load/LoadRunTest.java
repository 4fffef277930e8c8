package io.galena.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.galena.benchmarks.http.Authorization;
import io.galena.benchmarks.http.Endpoint;
import io.galena.benchmarks.http.Expectation;
import io.galena.benchmarks.http.Request;
import io.galena.benchmarks.http.RequestWriter;
import io.galena.benchmarks.http.TestingServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class LoadRunTest {
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final String OK = TestingServer.answer(200, "{}");

    @Test
    void everyAnswerIsCounted() throws Exception {
        try (var server = new TestingServer(_ -> OK)) {
            var outcome = run(server.endpoint(), new Pace.Closed(SHORT), 4, 2);

            assertThat(outcome.errors()).isZero();
            assertThat(outcome.successes()).isEqualTo(server.requests()).isPositive();
            assertThat(outcome.elapsed()).isBetween(SHORT, Duration.ofSeconds(30));
        }
    }

    @Test
    void latencyAtAFixedRateCountsFromWhenARequestShouldHaveStarted() throws Exception {
        // The tenth request holds up the only connection for 300 ms, and with it the 30 that should start meanwhile.
        IntFunction<String> stall = number -> {
            sleep(number == 10 ? 300 : 0);
            return OK;
        };
        try (var server = new TestingServer(stall)) {
            var outcome = run(server.endpoint(), new Pace.Open(100, Duration.ofSeconds(1)), 1, 1);

            assertThat(outcome.successes()).isEqualTo(100);
            var late = outcome.latencies()
                    .getCountBetweenValues(TimeUnit.MILLISECONDS.toNanos(50), TimeUnit.MILLISECONDS.toNanos(10_000));
            assertThat(late).isGreaterThanOrEqualTo(20);
            assertThat(outcome.millis(100)).isGreaterThanOrEqualTo(299);
        }
    }

    @Test
    void aRateAboveWhatTheServerDoesShowsInLatencyAndNotInFewerRequests() throws Exception {
        IntFunction<String> slow = _ -> {
            sleep(10);
            return OK;
        };
        try (var server = new TestingServer(slow)) {
            var outcome = run(server.endpoint(), new Pace.Open(300, Duration.ofMillis(500)), 1, 1);

            assertThat(outcome.successes()).isEqualTo(150);
            assertThat(outcome.elapsed()).isGreaterThan(Duration.ofMillis(1500));
            assertThat(outcome.millis(100)).isGreaterThan(900);
            assertThat(outcome.serverMillis(50)).isBetween(9.0, 100.0);
            assertThat(outcome.sentPerSecond()).isBetween(1.0, 100.0);
        }
    }

    @Test
    void severalThreadsShareARate() throws Exception {
        try (var server = new TestingServer(_ -> OK)) {
            var outcome = run(server.endpoint(), new Pace.Open(200, Duration.ofMillis(500)), 6, 3);

            assertThat(outcome.successes()).isEqualTo(100);
        }
    }

    @Test
    void errorsAreCountedByTypeAndTheirLatencyIsNot() throws Exception {
        var throttled = TestingServer.answer(400, "{\"__type\":\"x#ThrottlingException\",\"message\":\"slower\"}");
        try (var server = new TestingServer(number -> number % 2 == 0 ? OK : throttled)) {
            var outcome = run(server.endpoint(), new Pace.Open(200, Duration.ofMillis(500)), 1, 1);

            assertThat(outcome.successes()).isEqualTo(50);
            assertThat(outcome.failures()).containsOnlyKeys("400 ThrottlingException");
            assertThat(outcome.errors()).isEqualTo(50);
            assertThat(outcome.failures().values())
                    .allSatisfy(each -> assertThat(each.example().detail()).contains("slower"));
            assertThat(outcome.hasWrongAnswers()).isFalse();
            assertThat(outcome.hasDefects()).isFalse();
            assertThat(outcome.throttledPerSecond() * outcome.seconds()).isCloseTo(50, within(0.001));
        }
    }

    @Test
    void aSuccessOfTheWrongLengthIsAnErrorThoughItIsNoSample() throws Exception {
        var wrong = TestingServer.answer(200, "{\"UnprocessedItems\":{\"t\":[]}}");
        try (var server = new TestingServer(number -> number == 5 ? wrong : OK)) {
            var outcome = run(server.endpoint(), new Pace.Open(100, Duration.ofMillis(200)), 1, 1);

            assertThat(outcome.successes()).isEqualTo(19);
            assertThat(outcome.hasWrongAnswers()).isTrue();
        }
    }

    @Test
    void aConnectionThatBreaksIsAnErrorAndIsReplaced() throws Exception {
        try (var server = new TestingServer(number -> number == 5 ? "" : OK)) {
            var outcome = run(server.endpoint(), new Pace.Open(100, Duration.ofMillis(200)), 1, 1);

            assertThat(outcome.successes()).isEqualTo(19);
            assertThat(outcome.failures()).containsOnlyKeys("connection broke");
        }
    }

    @Test
    void aConnectionThatTheServerEndsProperlyIsReplacedWithoutAnError() throws Exception {
        var last = OK.replace("Content-Length", "Connection: close\r\nContent-Length");
        try (var server = new TestingServer(number -> number == 5 ? last : OK)) {
            var outcome = run(server.endpoint(), new Pace.Open(100, Duration.ofMillis(200)), 1, 1);

            assertThat(outcome.successes()).isEqualTo(20);
            assertThat(outcome.errors()).isZero();
        }
    }

    private static Outcome run(Endpoint endpoint, Pace pace, int connections, int threads) throws Exception {
        var request = new Request("PutItem", "{}".getBytes(UTF_8), new Expectation(2, 10, _ -> Optional.empty()));
        var writer = new RequestWriter(endpoint, new Authorization.Unverified());
        var requests = new PreparedRequests(List.of(request), writer, InstantSource.system());
        return new LoadRun(endpoint, connections, threads).run(requests, pace);
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
