package io.galena.standalone.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.standalone.conformance.ConformanceCase.Expectation;
import io.galena.standalone.conformance.ConformanceCase.Step;
import io.galena.standalone.conformance.ConformanceEndpoint.Answer;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Runs the steps of one case. */
final class ConformanceRun {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final ConformanceEndpoint endpoint;
    private final ConformanceTables tables;
    private final Answers answers = new Answers();

    ConformanceRun(ConformanceEndpoint endpoint, ConformanceTables tables) {
        this.endpoint = endpoint;
        this.tables = tables;
    }

    void run(ConformanceCase conformanceCase) throws InterruptedException {
        for (var step : conformanceCase.steps()) {
            run(step, conformanceCase);
        }
    }

    private void run(Step step, ConformanceCase conformanceCase) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                check(step, conformanceCase);
                return;
            } catch (AssertionError e) {
                if (!step.patient() || System.nanoTime() > end) {
                    throw e;
                }
                Thread.sleep(50);
            }
        }
    }

    private void check(Step step, ConformanceCase conformanceCase) {
        var request = answers.fill(tables.local(step.request()));
        var answer = endpoint.call(step.operation(), request);
        var description = "%s, line %d: %s %s -> %d %s"
                .formatted(
                        conformanceCase.file().getFileName(),
                        step.line(),
                        step.operation(),
                        request,
                        answer.status(),
                        answer.body());
        switch (step.expectation()) {
            case Expectation.Success() ->
                assertThat(answer.status()).as(description).isEqualTo(200);
            case Expectation.Answer(var json, var comparison) -> {
                assertThat(answer.status()).as(description).isEqualTo(200);
                var expected = answers.expected(tables.local(json), comparison);
                assertThat(answers.seen(JSON.readTree(answer.body()), expected, comparison))
                        .as(description)
                        .isEqualTo(expected);
            }
            case Expectation.Failure failure -> checkFailure(answer, failure, description);
        }
    }

    private void checkFailure(Answer answer, Expectation.Failure failure, String description) {
        assertThat(answer.status()).as(description).isEqualTo(400);
        var error = (ObjectNode) JSON.readTree(answer.body());
        assertThat(error.remove("__type").asString()).as(description).endsWith("#" + failure.name());
        assertThat(error.remove(error.has("message") ? "message" : "Message").asString())
                .as(description)
                .isEqualTo(answers.fill(tables.local(failure.message())));
        assertThat((JsonNode) error).as(description).isEqualTo(JSON.readTree(failure.members()));
    }
}
