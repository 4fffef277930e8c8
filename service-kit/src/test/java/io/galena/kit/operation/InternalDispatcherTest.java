package io.galena.kit.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import java.util.List;
import org.junit.jupiter.api.Test;

class InternalDispatcherTest {
    private final InternalDispatcher dispatcher = new InternalDispatcher(() -> List.of(new Half()));
    private final InternalCalls calls = new DirectInternalCalls(dispatcher);

    @Test
    void directCallsPassRecords() {
        assertThat(calls.call("Half", new Half.Request(8), Half.Answer.class)).isEqualTo(new Half.Answer(4));
    }

    @Test
    void directCallsThrowTheOperationsError() {
        assertThatThrownBy(() -> calls.call("Half", new Half.Request(7), Half.Answer.class))
                .isInstanceOfSatisfying(
                        DynamoDbException.class, e -> assertThat(e.type()).isEqualTo(ErrorType.VALIDATION))
                .hasMessage("odd");
    }

    @Test
    void directCallsHideUnexpectedFailures() {
        assertThatThrownBy(() -> calls.call("Half", new Half.Request(0), Half.Answer.class))
                .isInstanceOfSatisfying(
                        DynamoDbException.class, e -> assertThat(e.type()).isEqualTo(ErrorType.INTERNAL_SERVER_ERROR))
                .hasMessageNotContaining("zero");
    }

    @Test
    void jsonCallsAnswerJson() {
        assertThat(text(dispatcher.dispatch("Half", "{\"number\":8}".getBytes(UTF_8))))
                .isEqualTo("{\"half\":4}");
    }

    @Test
    void errorsSurviveTheWayThroughJson() {
        var answer = dispatcher.dispatch("Half", "{\"number\":7}".getBytes(UTF_8));

        assertThat(answer.status()).isEqualTo(400);
        var error = ErrorJson.read(text(answer).getBytes(UTF_8));
        assertThat(error.type()).isEqualTo(ErrorType.VALIDATION);
        assertThat(error).hasMessage("odd");
    }

    @Test
    void whatIsNoErrorJsonIsAnInternalServerError() {
        for (var body : List.of("", "<html>", "[]", "{\"__type\":3}", "{\"__type\":\"x#Other\"", "\0")) {
            assertThat(ErrorJson.read(body.getBytes(UTF_8)).type()).isEqualTo(ErrorType.INTERNAL_SERVER_ERROR);
        }
    }

    @Test
    void malformedRequestsAndUnknownOperationsAreErrors() {
        assertThat(ErrorJson.read(
                                dispatcher.dispatch("Half", "{".getBytes(UTF_8)).body())
                        .type())
                .isEqualTo(ErrorType.SERIALIZATION);
        assertThat(ErrorJson.read(dispatcher
                                .dispatch("Third", "{}".getBytes(UTF_8))
                                .body())
                        .type())
                .isEqualTo(ErrorType.UNKNOWN_OPERATION);
    }

    private static String text(OperationAnswer answer) {
        return new String(answer.body(), 0, answer.length(), UTF_8);
    }

    private static final class Half implements InternalOperation<Half.Request, Half.Answer> {
        record Request(int number) {}

        record Answer(int half) {}

        @Override
        public String name() {
            return "Half";
        }

        @Override
        public Class<Request> requestType() {
            return Request.class;
        }

        @Override
        public Answer handle(Request request) {
            if (request.number() == 0) {
                throw new IllegalStateException("zero");
            }
            if (request.number() % 2 == 1) {
                throw DynamoDbException.validation("odd");
            }
            return new Answer(request.number() / 2);
        }
    }
}
