package io.galena.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.galena.benchmarks.http.TestingServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadTestTest {
    private static final String OK = TestingServer.answer(200, "{}");
    private static final String WRONG = TestingServer.answer(200, "{\"Item\":{}}");
    private static final String THROTTLED = TestingServer.answer(400, "{\"__type\":\"x#ThrottlingException\"}");
    private static final String FAILED = TestingServer.answer(500, "{\"__type\":\"x#InternalServerError\"}");
    private static final int FEW = 20;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void successIsExitCodeZero() throws Exception {
        assertThat(exitCode(_ -> OK, "--workloads", "put")).isZero();
    }

    @Test
    void throttlingIsAnErrorOnlyWithoutARate() throws Exception {
        IntFunction<String> answers = number -> number % 2 == 0 ? OK : THROTTLED;

        assertThat(exitCode(answers, "--workloads", "put", "--rates", "50")).isZero();
        assertThat(text()).contains("400 ThrottlingException").contains("sent/s");
        assertThat(exitCode(answers, "--workloads", "put")).isEqualTo(1);
    }

    @Test
    void aServerThatThrottlesEverythingFails() throws Exception {
        assertThat(exitCode(_ -> THROTTLED, "--workloads", "put", "--rates", "50"))
                .isEqualTo(1);
        assertThat(text()).contains("! no request was a success");
    }

    @ParameterizedTest
    @CsvSource({"--item-bytes, 10", "--item-bytes, 500000", "--pid, 999999999"})
    void whatCannotBeIsToldBeforeAnythingIsDone(String option, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> exitCode(_ -> FAILED, "--workloads", "get", option, value));
        assertThat(text()).isEmpty();
    }

    @Test
    void otherErrorsCountAtARateToo() throws Exception {
        assertThat(exitCode(number -> number % 2 == 0 ? OK : FAILED, "--workloads", "put", "--rates", "50"))
                .isEqualTo(1);
    }

    @Test
    void aWrongAnswerInTheWarmUpIsToldAndCounts() throws Exception {
        assertThat(exitCode(number -> number < FEW ? WRONG : OK, "--workloads", "put"))
                .isEqualTo(1);
        assertThat(text()).contains("! in the warm-up of put: ").contains("wrong answer to PutItem");
    }

    @Test
    void acknowledgedUpdatesThatNoCounterShowsAreLost() throws Exception {
        assertThat(exitCode(_ -> OK, "--workloads", "update", "--rates", "50")).isEqualTo(1);
        assertThat(text()).contains("! 50 acknowledged updates are lost");
    }

    private int exitCode(IntFunction<String> answers, String... more) throws Exception {
        try (var server = new TestingServer(answers)) {
            var arguments = new ArrayList<>(List.of(more));
            arguments.addAll(List.of("--endpoint", server.endpoint().toString(), "--tables", "keep"));
            arguments.addAll(List.of("--connections", "1", "--seconds", "1", "--warmup", "1", "--items", "100"));
            arguments.addAll(List.of("--auth", "none"));
            return LoadTest.run(arguments, new PrintStream(out, true, UTF_8));
        }
    }

    private String text() {
        return out.toString(UTF_8);
    }
}
