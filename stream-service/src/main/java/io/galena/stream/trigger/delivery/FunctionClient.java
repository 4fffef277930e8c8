package io.galena.stream.trigger.delivery;

import io.galena.kit.trigger.FunctionDescriptor;
import io.galena.kit.trigger.FunctionDescriptor.Kind;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Invokes functions over HTTP. A circuit breaker for each function keeps those alone for a while that are out of reach or do not
 * answer in time; what a function says of a batch is no business of the breaker. Safe for several threads.
 */
public final class FunctionClient implements AutoCloseable {
    private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);

    private final HttpClient client;
    private final CircuitBreakerConfig breaking;
    private final Map<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();

    /** @param rest how long a function that is out of reach is left alone */
    public FunctionClient(Duration rest) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        this.breaking = CircuitBreakerConfig.custom()
                .slidingWindowSize(10)
                .minimumNumberOfCalls(5)
                .failureRateThreshold(80)
                .waitDurationInOpenState(rest)
                .permittedNumberOfCallsInHalfOpenState(1)
                .build();
    }

    /**
     * Sends an event and waits for the answer.
     *
     * @throws InterruptedException when the thread is; the function may have got the event
     */
    Outcome invoke(FunctionDescriptor function, byte[] event) throws InterruptedException {
        var breaker = breakers.computeIfAbsent(function.arn(), arn -> CircuitBreaker.of(arn, breaking));
        if (!breaker.tryAcquirePermission()) {
            return new Outcome.NotReached("Function is left alone after failures");
        }
        var begin = breaker.getCurrentTimestamp();
        try {
            var outcome = send(function, event);
            var took = breaker.getCurrentTimestamp() - begin;
            if (outcome instanceof Outcome.NotReached
                    || (outcome instanceof Outcome.Failed failed && failed.status() == 0)) {
                breaker.onError(took, breaker.getTimestampUnit(), new IOException("No answer"));
            } else {
                breaker.onSuccess(took, breaker.getTimestampUnit());
            }
            return outcome;
        } catch (InterruptedException e) {
            breaker.releasePermission();
            throw e;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private Outcome send(FunctionDescriptor function, byte[] event) throws InterruptedException {
        var request = HttpRequest.newBuilder(url(function))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(event))
                .build();
        var answer = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), Payload.MAX_BYTES));
        try {
            return outcome(function, answer.get(function.timeoutSeconds(), TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new Outcome.Failed(0, "Unhandled");
        } catch (ExecutionException e) {
            return e.getCause() instanceof ConnectException || e.getCause() instanceof HttpConnectTimeoutException
                    ? new Outcome.NotReached("Function cannot be reached")
                    : new Outcome.Failed(0, "Unhandled");
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        }
    }

    private static URI url(FunctionDescriptor function) {
        return switch (function.kind()) {
            case WEBHOOK -> URI.create(function.url());
            case LAMBDA ->
                URI.create(function.url().replaceFirst("/+$", "") + "/2015-03-31/functions/" + function.invokedAs()
                        + "/invocations");
        };
    }

    private static Outcome outcome(FunctionDescriptor function, HttpResponse<byte[]> answer) {
        var status = answer.statusCode();
        if (BUSY.contains(status)) {
            return new Outcome.NotReached("Function is busy");
        }
        if (status / 100 != 2) {
            return new Outcome.Failed(status, "Unhandled");
        }
        var error = answer.headers().firstValue("X-Amz-Function-Error");
        if (error.isPresent()) {
            return new Outcome.Failed(status, error.get());
        }
        // The runtime interface emulator does not send the header.
        return function.kind() == Kind.LAMBDA && FunctionAnswer.isError(answer.body())
                ? new Outcome.Failed(status, "Unhandled")
                : new Outcome.Answered(answer.body());
    }
}
