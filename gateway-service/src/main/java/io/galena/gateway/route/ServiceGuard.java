package io.galena.gateway.route;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.operation.ErrorJson;
import io.galena.kit.operation.OperationAnswer;
import io.galena.kit.transport.AnswerResponse;
import io.galena.kit.transport.Target;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Stands before the route to a service in another process. It refuses early what the service cannot take: more requests at
 * once than the bulkhead holds are throttled, and while the service is out of reach the breaker answers in its place. It also
 * says what a lost connection means: a service that was never reached is unavailable, one that fell silent leaves the outcome
 * unknown.
 */
final class ServiceGuard implements HandlerFilterFunction<ServerResponse, ServerResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceGuard.class);
    private static final int GATEWAY_TIMEOUT = 504;

    private final OwningService service;
    private final Bulkhead bulkhead;
    private final Bulkhead internalBulkhead;
    private final CircuitBreaker breaker;

    ServiceGuard(OwningService service, int maxConcurrent) {
        this.service = service;
        this.bulkhead = bulkhead(service.id(), maxConcurrent);
        // Long polls of the catalog hold their places for long: they must not take those of clients.
        this.internalBulkhead = bulkhead(service.id() + "-internal", maxConcurrent);
        this.breaker = CircuitBreaker.of(
                service.id(),
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.TIME_BASED)
                        .slidingWindowSize(10)
                        .minimumNumberOfCalls(20)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(Duration.ofSeconds(1))
                        .permittedNumberOfCallsInHalfOpenState(5)
                        .build());
    }

    private static Bulkhead bulkhead(String name, int maxConcurrent) {
        return Bulkhead.of(
                name,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(maxConcurrent)
                        .maxWaitDuration(Duration.ZERO)
                        .build());
    }

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
        var admitted = AdmittedRequest.of(request.servletRequest());
        var internal = admitted.target().api() == Target.Api.INTERNAL;
        var places = internal ? internalBulkhead : bulkhead;
        if (!places.tryAcquirePermission()) {
            return error(admitted, ErrorType.THROTTLING, "Rate exceeded");
        }
        try {
            return internal ? answered(request, next, admitted) : guarded(request, next, admitted);
        } finally {
            places.onComplete();
        }
    }

    /**
     * Past the breaker, which is for clients' requests alone: of the few calls that try whether a service is back, long polls would
     * be all, and it would seem away until they end.
     */
    private ServerResponse answered(
            ServerRequest request, HandlerFunction<ServerResponse> next, AdmittedRequest admitted) throws Exception {
        try {
            return next.handle(request);
        } catch (UncheckedIOException e) {
            return failed(e, admitted);
        }
    }

    private ServerResponse guarded(
            ServerRequest request, HandlerFunction<ServerResponse> next, AdmittedRequest admitted) throws Exception {
        if (!breaker.tryAcquirePermission()) {
            return unavailable(admitted);
        }
        long start = breaker.getCurrentTimestamp();
        var told = false;
        try {
            var response = next.handle(request);
            breaker.onSuccess(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit());
            told = true;
            return response;
        } catch (UncheckedIOException e) {
            breaker.onError(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), e.getCause());
            told = true;
            return failed(e, admitted);
        } finally {
            if (!told) {
                breaker.releasePermission();
            }
        }
    }

    private ServerResponse failed(UncheckedIOException failure, AdmittedRequest admitted) {
        LOG.atWarn()
                .addKeyValue("service", service.id())
                .addKeyValue("operation", admitted.target().operation())
                .addKeyValue("requestId", admitted.caller().requestId())
                .setCause(failure.getCause())
                .log("No answer from a service");
        return failure.getCause() instanceof ServiceUnreachableException
                ? unavailable(admitted)
                : outcomeUnknown(admitted);
    }

    private static ServerResponse unavailable(AdmittedRequest admitted) {
        return error(admitted, ErrorType.SERVICE_UNAVAILABLE, "The service is unavailable. Please retry.");
    }

    private static ServerResponse outcomeUnknown(AdmittedRequest admitted) {
        return switch (admitted.target().api()) {
            case DYNAMODB, STREAMS, KINESIS ->
                error(admitted, ErrorType.INTERNAL_SERVER_ERROR, "Internal server error");
            case INTERNAL ->
                new AnswerResponse(new OperationAnswer(GATEWAY_TIMEOUT, new byte[0], 0), admitted.writer());
        };
    }

    private static ServerResponse error(AdmittedRequest admitted, ErrorType type, String message) {
        return new AnswerResponse(
                ErrorJson.answer(new DynamoDbException(type, message), admitted.protocol()), admitted.writer());
    }
}
