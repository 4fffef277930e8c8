package io.galena.standalone.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.standalone.TestingGalena;
import io.galena.standalone.TestingPorts;
import io.galena.standalone.trigger.TestingFunction.Event;
import io.galena.standalone.trigger.TestingFunction.Reply;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;

class FailingFunctionTest {
    private static final FunctionResponseType REPORT = FunctionResponseType.REPORT_BATCH_ITEM_FAILURES;

    @Test
    void aBatchIsTriedAgainUntilTheFunctionTakesIt() throws IOException, InterruptedException {
        var failures = ConcurrentHashMap.<Integer>newKeySet();
        try (var trigger = trigger(
                _ -> failures.add(failures.size()) && failures.size() <= 3 ? Reply.status(500) : TestingFunction.OK)) {
            trigger.put(0, 3);
            trigger.map(mapping -> full(mapping, 3));

            trigger.function.await(events -> events.size() >= 4);

            assertThat(trigger.function.events()).extracting(Event::numbers).containsOnly(List.of(0, 1, 2));
            trigger.await(mapping -> mapping.lastProcessingResult().equals("OK"));
        }
    }

    @Test
    void aFunctionFailsInSeveralWays() throws IOException, InterruptedException {
        var ways = List.of(
                new Reply(200, "{}", Map.of("X-Amz-Function-Error", "Unhandled")),
                Reply.json("{'errorMessage': 'no', 'errorType': 'ValueError'}"),
                Reply.status(400));
        try (var trigger = trigger(failingOnce(ways))) {
            trigger.register("lambda", trigger.function.url(), TestingTrigger.FUNCTION_SECONDS);
            trigger.map(mapping -> mapping.batchSize(1));

            trigger.put(0, 3);

            trigger.function.await(events -> events.size() >= 6);
            assertThat(trigger.function.numbers()).containsExactly(0, 0, 1, 1, 2, 2);
        }
    }

    @Test
    void aPoisonousRecordIsFoundByCuttingAndGivenUpAlone() throws IOException, InterruptedException {
        try (var lost = new TestingFunction(_ -> TestingFunction.OK);
                var trigger = trigger(event -> event.numbers().contains(5) ? Reply.status(500) : TestingFunction.OK)) {
            trigger.put(0, 8);
            trigger.map(mapping ->
                    destination(mapping, lost).bisectBatchOnFunctionError(true).maximumRetryAttempts(1));

            var told = lost.await(events -> !events.isEmpty()).getFirst().json();

            trigger.function.await(events -> taken(events, 5).contains(7));
            assertThat(taken(trigger.function.events(), 5)).containsExactly(0, 1, 2, 3, 4, 6, 7);
            assertThat(trigger.function.events())
                    .filteredOn(event -> event.numbers().equals(List.of(5)))
                    .hasSize(2);
            assertThat(lost.events()).hasSize(1);
            assertThat(told.at("/requestContext/condition").asString()).isEqualTo("RetryAttemptsExhausted");
            assertThat(told.at("/requestContext/approximateInvokeCount").asInt())
                    .isEqualTo(2);
            assertThat(told.at("/requestContext/functionArn").asString()).endsWith(":function:" + trigger.name);
            assertThat(told.at("/requestContext/requestId").asString()).isNotEmpty();
            assertThat(told.at("/responseContext/statusCode").asInt()).isEqualTo(500);
            assertThat(told.at("/responseContext/functionError").asString()).isEqualTo("Unhandled");
            assertThat(told.path("version").asString()).isEqualTo("1.0");
            assertThat(told.path("timestamp").asString()).matches("[-0-9]{10}T[0-9:.]+Z");
            var batch = told.path("DDBStreamBatchInfo");
            assertThat(batch.path("batchSize").asInt()).isEqualTo(1);
            assertThat(batch.path("streamArn").asString()).isEqualTo(trigger.streamArn);
            assertThat(batch.path("shardId").asString()).startsWith("shardId-");
            assertThat(batch.path("startSequenceNumber")).isEqualTo(batch.path("endSequenceNumber"));
            assertThat(batch.path("startSequenceNumber").asString())
                    .isEqualTo(sequenceNumber(trigger.function.events(), 5));
            assertThat(batch.path("approximateArrivalOfFirstRecord").asString()).matches("[-0-9]{10}T[0-9:]{8}Z");
        }
    }

    @Test
    void withoutRetriesABatchIsGivenUpAfterItsFirstFailure() throws IOException, InterruptedException {
        try (var lost = new TestingFunction(_ -> TestingFunction.OK);
                var trigger = trigger(event -> event.numbers().contains(1) ? Reply.status(500) : TestingFunction.OK)) {
            trigger.put(0, 3);
            trigger.map(mapping -> destination(full(mapping, 3), lost).maximumRetryAttempts(0));

            var told = lost.await(events -> !events.isEmpty()).getFirst().json();
            trigger.put(3, 6);

            trigger.function.await(events -> taken(events, 1).contains(3));
            assertThat(told.at("/DDBStreamBatchInfo/batchSize").asInt()).isEqualTo(3);
            assertThat(trigger.function.events())
                    .extracting(Event::numbers)
                    .containsExactly(List.of(0, 1, 2), List.of(3, 4, 5));
        }
    }

    @Test
    void onlyWhatFailedOfABatchIsSentAgain() throws IOException, InterruptedException {
        var failed = new HashSet<Integer>();
        try (var trigger = trigger(event -> event.numbers().contains(2) && failed.add(2)
                ? Reply.json("{'batchItemFailures': [{'itemIdentifier': '" + sequenceNumber(List.of(event), 2) + "'}]}")
                : Reply.json("{'batchItemFailures': []}"))) {
            trigger.put(0, 5);
            trigger.map(mapping -> full(mapping, 5).functionResponseTypes(REPORT));

            trigger.function.await(events -> events.size() >= 2);

            assertThat(trigger.function.events())
                    .extracting(Event::numbers)
                    .containsExactly(List.of(0, 1, 2, 3, 4), List.of(2, 3, 4));
        }
    }

    @Test
    void whatIsNoReportOfFailuresMakesTheWholeBatchFail() throws IOException, InterruptedException {
        var answers = Stream.of(
                        "{'batchItemFailures': [{'itemIdentifier': ''}]}",
                        "{'batchItemFailures': [{'itemIdentifier': null}]}",
                        "{'batchItemFailures': [{'other': 'x'}]}",
                        "{'batchItemFailures': [{'itemIdentifier': '17'}]}",
                        "{'batchItemFailures': 17}",
                        "no JSON")
                .map(Reply::json)
                .toList();
        try (var trigger = trigger(failingOnce(answers))) {
            trigger.map(mapping -> full(mapping, 2).functionResponseTypes(REPORT));

            trigger.put(0, 2 * answers.size());

            trigger.function.await(events -> events.size() >= 2 * answers.size());
            assertThat(trigger.function.events())
                    .extracting(Event::numbers)
                    .containsExactlyElementsOf(IntStream.range(0, 2 * answers.size())
                            .mapToObj(n -> List.of(n / 2 * 2, n / 2 * 2 + 1))
                            .toList());
        }
    }

    @Test
    void anAnswerWithoutFailuresMeansSuccess() throws IOException, InterruptedException {
        var answers = Stream.of("", "null", "{}", "{'batchItemFailures': null}", "{'batchItemFailures': []}")
                .map(Reply::json)
                .toList();
        try (var trigger = trigger(event -> answers.get(event.numbers().getFirst()))) {
            trigger.map(mapping -> mapping.batchSize(1).functionResponseTypes(REPORT));

            trigger.put(0, answers.size());

            trigger.function.awaitNumbers(answers.size());
            assertThat(trigger.function.numbers()).containsExactly(0, 1, 2, 3, 4);
        }
    }

    @Test
    void aFunctionThatHangsIsGivenUpAfterItsTime() throws IOException, InterruptedException {
        var hung = new HashSet<String>();
        try (var trigger = trigger(_ -> {
            if (hung.add("once")) {
                sleep(20_000);
            }
            return TestingFunction.OK;
        })) {
            trigger.register("webhook", trigger.function.url(), 1);
            trigger.map(_ -> {});

            trigger.put(0, 1);

            trigger.function.await(events -> events.size() >= 2);
            // The second call may be given up, too, if it is held up.
            assertThat(trigger.function.numbers()).startsWith(0, 0).containsOnly(0);
        }
    }

    @Test
    void aSlowFunctionHoldsUpItsOwnShardOnly() throws IOException, InterruptedException {
        var quickIsDone = new CountDownLatch(1);
        try (var slow = trigger(_ -> {
                    await(quickIsDone);
                    return TestingFunction.OK;
                });
                var quick = trigger(_ -> TestingFunction.OK)) {
            slow.map(mapping -> mapping.batchSize(1));
            quick.map(mapping -> mapping.batchSize(1));

            slow.put(0, 10);
            quick.put(0, 10);

            assertThat(quick.function.awaitNumbers(10)).hasSize(10);
            assertThat(slow.function.numbers().stream().allMatch(number -> number == 0))
                    .isTrue();
            quickIsDone.countDown();
            assertThat(slow.function.awaitNumbers(10)).hasSize(10);
        }
    }

    @Test
    void aDeadFunctionCostsNoAttemptsAndGetsEverythingWhenItLives() throws IOException, InterruptedException {
        var port = TestingPorts.free();
        try (var trigger = new TestingTrigger(
                TestingGalena.shared(1).endpoint(), new TestingFunction(port, _ -> TestingFunction.OK))) {
            trigger.map(mapping -> mapping.maximumRetryAttempts(0));
            trigger.function.close();

            trigger.put(0, 5);
            trigger.await(mapping -> mapping.lastProcessingResult().equals("PROBLEM: Function call failed"));
            Thread.sleep(1000);

            try (var revived = new TestingFunction(port, _ -> TestingFunction.OK)) {
                assertThat(revived.awaitNumbers(5)).containsExactly(0, 1, 2, 3, 4);
                trigger.await(mapping -> mapping.lastProcessingResult().equals("OK"));
            }
        }
    }

    @Test
    void whatIsGivenUpCanBeToldInAKafkaTopic() throws IOException, InterruptedException {
        try (var trigger = trigger(_ -> Reply.status(500))) {
            var topic = trigger.name + "-lost";
            trigger.map(mapping -> mapping.maximumRetryAttempts(0)
                    .destinationConfig(config -> config.onFailure(failure -> failure.destination("kafka://" + topic))));

            trigger.put(0, 1);

            var told = TestingTopic.first(TestingGalena.shared(1), topic);
            assertThat(told.at("/DDBStreamBatchInfo/streamArn").asString()).isEqualTo(trigger.streamArn);
        }
    }

    @Test
    void stateGoesFromInvocationToInvocationOfAWindow() throws IOException, InterruptedException {
        try (var trigger = trigger(event -> {
            var count =
                    event.json().at("/state/count").asInt(0) + event.numbers().size();
            return Reply.json("{'state': {'count': " + count + "}}");
        })) {
            trigger.map(mapping -> mapping.tumblingWindowInSeconds(2).batchSize(1));

            trigger.put(0, 6);

            trigger.function.awaitNumbers(6);
            trigger.function.await(events -> finals(events).stream()
                            .mapToInt(event -> event.json().at("/state/count").asInt())
                            .sum()
                    == 6);
            assertThat(trigger.function.events()).allSatisfy(event -> {
                assertThat(event.json().at("/window/start").asString()).endsWith("Z");
                assertThat(event.json().path("shardId").asString()).startsWith("shardId-");
                assertThat(event.json().path("eventSourceARN").asString()).isEqualTo(trigger.streamArn);
                assertThat(event.json().path("isWindowTerminatedEarly").asBoolean())
                        .isFalse();
            });
            assertThat(finals(trigger.function.events()))
                    .allSatisfy(event -> assertThat(event.records()).isEmpty());
        }
    }

    private static List<Event> finals(List<Event> events) {
        return events.stream()
                .filter(event -> event.json().path("isFinalInvokeForWindow").asBoolean())
                .toList();
    }

    private static CreateEventSourceMappingRequest.Builder destination(
            CreateEventSourceMappingRequest.Builder mapping, TestingFunction lost) {
        return mapping.destinationConfig(config ->
                config.onFailure(failure -> failure.destination(lost.url().toString())));
    }

    /** Batches of so many records, never fewer. */
    private static CreateEventSourceMappingRequest.Builder full(
            CreateEventSourceMappingRequest.Builder mapping, int size) {
        return mapping.batchSize(size).maximumBatchingWindowInSeconds(300);
    }

    /** Answers a batch so when it comes first, by its first record's number, and takes it when it comes again. */
    private static Function<Event, Reply> failingOnce(List<Reply> replies) {
        var left = new ArrayDeque<>(replies);
        var failed = new HashSet<List<Integer>>();
        return event -> failed.add(event.numbers()) ? left.remove() : TestingFunction.OK;
    }

    /** The numbers of the batches that the function took. */
    private static List<Integer> taken(List<Event> events, int poison) {
        return events.stream()
                .map(Event::numbers)
                .filter(numbers -> !numbers.contains(poison))
                .flatMap(List::stream)
                .toList();
    }

    private static String sequenceNumber(List<Event> events, int number) {
        return events.stream()
                .flatMap(event -> event.records().stream())
                .filter(record -> Event.number(record) == number)
                .map(record -> record.at("/dynamodb/SequenceNumber").asString())
                .findFirst()
                .orElseThrow();
    }

    private static TestingTrigger trigger(Function<Event, Reply> behaviour) throws IOException, InterruptedException {
        return new TestingTrigger(TestingGalena.shared(1).endpoint(), behaviour);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
