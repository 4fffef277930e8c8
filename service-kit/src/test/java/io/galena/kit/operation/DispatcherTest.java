package io.galena.kit.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.dynamodb.model.Structure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;

class DispatcherTest {
    private static final Caller CALLER = new Caller("000000000000", "us-east-1", "key", "request-1");
    private static final Structure NOTHING = (Structure) Proxy.newProxyInstance(
            DispatcherTest.class.getClassLoader(), new Class<?>[] {Structure.class}, (_, method, _) -> {
                throw new IllegalStateException(method.getName());
            });

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void answersWhatTheOperationWrites() {
        var dispatcher = dispatcher(handling(_ -> "x".repeat(100_000)));

        var answer = dispatcher.dispatch(call("Echo"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(text(answer)).isEqualTo("{\"Text\":\"" + "x".repeat(100_000) + "\"}");
        assertThat(meters.get("galena.operation")
                        .tag("operation", "Echo")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void unknownOperationHasNoMessage() {
        var answer = dispatcher(handling(_ -> "")).dispatch(call("Other"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(text(answer)).isEqualTo("{\"__type\":\"com.amazon.coral.service#UnknownOperationException\"}");
    }

    @Test
    void errorsOfTheOperationAreAnsweredAndCounted() {
        var dispatcher = dispatcher(handling(_ -> {
            throw DynamoDbException.validation("no \"good\"");
        }));

        var answer = dispatcher.dispatch(call("Echo"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(text(answer))
                .isEqualTo(
                        "{\"__type\":\"com.amazon.coral.validate#ValidationException\",\"message\":\"no \\\"good\\\"\"}");
        assertThat(meters.get("galena.operation.errors")
                        .tag("error", "VALIDATION")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void operationWhoseTableWasReplacedStartsAgainButNotForEver() {
        var handled = new AtomicInteger();
        var dispatcher = dispatcher(handling(_ -> {
            if (handled.incrementAndGet() == 1) {
                throw new StartAgainException();
            }
            return "done";
        }));
        var hopeless = dispatcher(handling(_ -> {
            throw new StartAgainException();
        }));

        assertThat(text(dispatcher.dispatch(call("Echo")))).isEqualTo("{\"Text\":\"done\"}");
        assertThat(handled).hasValue(2);
        assertThat(hopeless.dispatch(call("Echo")).status()).isEqualTo(500);
    }

    @Test
    void unexpectedFailuresTellNothing() {
        for (var failure : List.of(new IllegalStateException("secret"), new StackOverflowError("secret"))) {
            var dispatcher = dispatcher(handling(_ -> {
                throw sneaky(failure);
            }));

            var answer = dispatcher.dispatch(call("Echo"));

            assertThat(answer.status()).isEqualTo(500);
            assertThat(text(answer))
                    .isEqualTo("{\"__type\":\"com.amazonaws.dynamodb.v20120810#InternalServerError\","
                            + "\"message\":\"Internal server error\"}");
        }
    }

    @Test
    void whatWasWrittenBeforeAFailureIsNotSent() {
        var operation = new Echo(_ -> "half") {
            @Override
            public void write(String answer, JsonGenerator json) {
                super.write(answer, json);
                throw new DynamoDbException(ErrorType.SERVICE_UNAVAILABLE, "later");
            }
        };

        var answer = dispatcher(operation).dispatch(call("Echo"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(text(answer)).doesNotContain("half").endsWith("\"message\":\"later\"}");
    }

    @Test
    void twoOperationsOfOneNameAreRefused() {
        assertThatThrownBy(() -> dispatcher(handling(_ -> ""), handling(_ -> "")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Echo");
    }

    private Dispatcher dispatcher(Operation<?, ?>... operations) {
        return new Dispatcher(List.of(operations), _ -> (_, _) -> NOTHING, meters);
    }

    private static Operation<String, String> handling(Function<String, String> handler) {
        return new Echo(handler);
    }

    private static OperationCall call(String operation) {
        return new OperationCall(operation, Protocol.DYNAMODB, "{}".getBytes(UTF_8), CALLER);
    }

    private static String text(OperationAnswer answer) {
        return new String(answer.body(), 0, answer.length(), UTF_8);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // The usual trick to throw any Throwable.
    private static <T extends Throwable> RuntimeException sneaky(Throwable failure) throws T {
        throw (T) failure;
    }

    private static class Echo implements Operation<String, String> {
        private final Function<String, String> handler;

        Echo(Function<String, String> handler) {
            this.handler = handler;
        }

        @Override
        public String name() {
            return "Echo";
        }

        @Override
        public String read(Structure input, Caller caller) {
            return caller.account();
        }

        @Override
        public String handle(String request, Caller caller) {
            return handler.apply(request);
        }

        @Override
        public void write(String answer, JsonGenerator json) {
            json.writeStringProperty("Text", answer);
        }
    }
}
