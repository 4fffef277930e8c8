package io.galena.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.benchmarks.http.Authorization;
import io.galena.benchmarks.http.RequestWriter;
import io.galena.benchmarks.http.TestingServer;
import java.io.IOException;
import java.time.Duration;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class FillingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final String DONE = TestingServer.answer(200, "{\"UnprocessedItems\":{}}");
    private static final String THROTTLED = TestingServer.answer(400, "{\"__type\":\"x#ThrottlingException\"}");
    private static final String UNPROCESSED =
            TestingServer.answer(200, "{\"UnprocessedItems\":{\"t\":[{\"PutRequest\":{\"Item\":{}}}]}}");

    @Test
    void whatWasThrottledOrNotProcessedIsSentAgain() throws Exception {
        assertThat(requests(_ -> DONE)).isEqualTo(4);
        assertThat(requests(number -> number < 3 ? THROTTLED : DONE)).isEqualTo(4 + 3);
        assertThat(requests(number -> number < 2 ? UNPROCESSED : DONE)).isEqualTo(4 + 2);
    }

    @Test
    void otherErrorsEndIt() {
        var refused = TestingServer.answer(400, "{\"__type\":\"x#ValidationException\"}");

        assertThatThrownBy(() -> requests(_ -> refused))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ValidationException");
    }

    @Test
    void aServerThatWritesNothingIsNotAskedForEver() {
        var all = TestingServer.answer(200, "{\"UnprocessedItems\":{\"t\":[" + "{},".repeat(24) + "{}]}}");

        assertThatThrownBy(() -> requests(_ -> all))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Nothing more was written");
        assertThatThrownBy(() -> requests(_ -> THROTTLED))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Nothing more was written");
    }

    /** How many requests it takes to put a hundred items. */
    private static int requests(IntFunction<String> answers) throws Exception {
        try (var server = new TestingServer(answers)) {
            var writer = new RequestWriter(server.endpoint(), new Authorization.Unverified());
            new Filling(writer, 1024, PATIENCE).fill("t", 100, Dataset::itemKey);
            return server.requests();
        }
    }
}
