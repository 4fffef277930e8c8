package io.galena.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Protocol;
import io.galena.kit.transport.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

class ServiceGuardTest {
    private static final Target CLIENTS = new Target(Target.Api.DYNAMODB, "ListTables");
    private static final Target POLL = new Target(Target.Api.INTERNAL, "PullCatalog");
    private static final int OPENS_THE_BREAKER = 20;
    private static final int TRIES_WHEN_HALF_OPEN = 5;

    private final ServiceGuard guard = new ServiceGuard(OwningService.CONTROL_PLANE, 100);

    @Test
    void longPollsDoNotHoldUpClientsOfAServiceThatIsBack() throws Exception {
        failUntilTheBreakerOpens();
        var polls = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = IntStream.range(0, TRIES_WHEN_HALF_OPEN)
                    .mapToObj(_ -> threads.submit(() -> ask(POLL, _ -> {
                        polls.await();
                        return ServerResponse.ok().build();
                    })))
                    .toList();
            awaitTheBreakersPause();

            assertThat(ask(CLIENTS, _ -> ServerResponse.ok().build())).isEqualTo(200);

            polls.countDown();
            for (var poll : waiting) {
                assertThat(poll.get()).isEqualTo(200);
            }
        }
    }

    @Test
    void callsThatFailOtherwiseDoNotUseUpTheTriesOfAServiceThatIsBack() throws Exception {
        failUntilTheBreakerOpens();
        awaitTheBreakersPause();

        for (var i = 0; i < TRIES_WHEN_HALF_OPEN; i++) {
            assertThatThrownBy(() -> ask(CLIENTS, _ -> {
                        throw new IllegalStateException("The client has gone");
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }

        assertThat(ask(CLIENTS, _ -> ServerResponse.ok().build())).isEqualTo(200);
    }

    /** Once more if this thread was held up for so long that the breaker lets somebody try again. */
    private void failUntilTheBreakerOpens() throws Exception {
        var status = 0;
        for (var tried = 0; tried < 10 && status != 503; tried++) {
            for (var i = 0; i < OPENS_THE_BREAKER; i++) {
                assertThat(ask(CLIENTS, _ -> {
                            throw new UncheckedIOException(new ServiceUnreachableException(new IOException("refused")));
                        }))
                        .isEqualTo(503);
            }
            status = ask(CLIENTS, _ -> ServerResponse.ok().build());
        }
        assertThat(status).as("while the breaker is open").isEqualTo(503);
    }

    private static void awaitTheBreakersPause() throws InterruptedException {
        Thread.sleep(1100);
    }

    private int ask(Target target, HandlerFunction<ServerResponse> service) throws Exception {
        var request = new MockHttpServletRequest("POST", "/");
        var caller = new Caller("000000000000", "local", "key", "request");
        new AdmittedRequest(target, OwningService.CONTROL_PLANE, Protocol.DYNAMODB, new byte[0], caller, (_, _) -> {})
                .attachTo(request);
        return guard.filter(ServerRequest.create(request, List.of()), service)
                .statusCode()
                .value();
    }
}
