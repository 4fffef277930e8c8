package io.galena.standalone.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.standalone.TestingGalena;
import io.galena.standalone.trigger.TestingFunction.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;
import tools.jackson.databind.json.JsonMapper;

class DeliveryTest {
    @Test
    void aFunctionGetsRecordsAsLambdaDoes() throws IOException, InterruptedException {
        try (var trigger = trigger()) {
            trigger.register("lambda", trigger.function.url(), TestingTrigger.FUNCTION_SECONDS);
            trigger.put("a", 1);
            trigger.put("a", 2);
            trigger.client.deleteItem(
                    delete -> delete.tableName(trigger.name).key(Map.of("pk", AttributeValue.fromS("a"))));

            trigger.map(_ -> {});

            var events = trigger.function.await(got -> count(got) == 3);
            assertThat(events.getFirst().path()).isEqualTo("/2015-03-31/functions/" + trigger.name + "/invocations");
            assertThat(events.getFirst().json().propertyNames()).containsExactly("Records");
            var records =
                    events.stream().flatMap(event -> event.records().stream()).toList();
            assertThat(records)
                    .extracting(record -> record.path("eventName").asString())
                    .containsExactly("INSERT", "MODIFY", "REMOVE");
            var modify = records.get(1);
            assertThat(modify.path("eventVersion").asString()).isEqualTo("1.1");
            assertThat(modify.path("eventSource").asString()).isEqualTo("aws:dynamodb");
            assertThat(modify.path("awsRegion").asString()).isEqualTo(TestingGalena.REGION);
            assertThat(modify.path("eventSourceARN").asString()).isEqualTo(trigger.streamArn);
            assertThat(modify.path("eventID").asString()).isNotEmpty();
            var change = modify.path("dynamodb");
            assertThat(change.path("ApproximateCreationDateTime").isNumber()).isTrue();
            assertThat(change.path("Keys")).isEqualTo(json("{\"pk\":{\"S\":\"a\"}}"));
            assertThat(change.path("NewImage")).isEqualTo(json("{\"pk\":{\"S\":\"a\"},\"n\":{\"N\":\"2\"}}"));
            assertThat(change.path("OldImage")).isEqualTo(json("{\"pk\":{\"S\":\"a\"},\"n\":{\"N\":\"1\"}}"));
            assertThat(change.path("SequenceNumber").asString()).matches("[0-9]{20,40}");
            assertThat(change.path("SizeBytes").asInt()).isPositive();
            assertThat(change.path("StreamViewType").asString()).isEqualTo("NEW_AND_OLD_IMAGES");
            trigger.await(mapping -> mapping.lastProcessingResult().equals("OK"));
        }
    }

    @Test
    void latestBeginsWithWhatIsWrittenAfterTheMappingIsEnabled() throws IOException, InterruptedException {
        try (var trigger = trigger()) {
            trigger.put(0, 5);
            trigger.awaitCaptured(5);

            trigger.map(mapping -> mapping.startingPosition(EventSourcePosition.LATEST));
            trigger.put(5, 8);

            assertThat(trigger.function.awaitNumbers(3)).containsExactlyInAnyOrder(5, 6, 7);
        }
    }

    @Test
    void trimHorizonBeginsWithTheOldestRecord() throws IOException, InterruptedException {
        try (var trigger = trigger()) {
            trigger.put(0, 5);

            trigger.map(_ -> {});

            assertThat(trigger.function.awaitNumbers(5)).containsExactly(0, 1, 2, 3, 4);
        }
    }

    @Test
    void batchesHaveAtMostTheRecordsThatTheMappingSaysAndWaitToBeFull() throws IOException, InterruptedException {
        try (var trigger = trigger()) {
            trigger.map(mapping -> mapping.batchSize(4).maximumBatchingWindowInSeconds(300));

            trigger.put(0, 8);

            trigger.function.awaitNumbers(8);
            assertThat(trigger.function.events())
                    .extracting(event -> event.numbers().size())
                    .containsExactly(4, 4);
        }
    }

    @Test
    void aBatchThatIsNotFullIsSentWhenItsTimeIsOver() throws IOException, InterruptedException {
        try (var trigger = trigger()) {
            trigger.put(0, 3);
            trigger.awaitCaptured(3);
            var begin = System.nanoTime();

            trigger.map(mapping -> mapping.batchSize(100).maximumBatchingWindowInSeconds(2));

            trigger.function.awaitNumbers(3);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
            assertThat(trigger.function.events()).hasSize(1);
        }
    }

    @Test
    void recordsOfAnItemStayInOrderWhenSeveralBatchesAreUnderWay() throws IOException, InterruptedException {
        try (var trigger = trigger()) {
            trigger.map(mapping -> mapping.parallelizationFactor(10).batchSize(3));

            for (var round = 0; round < 10; round++) {
                for (var item = 0; item < 10; item++) {
                    trigger.put("item-" + item, round * 10 + item);
                }
            }

            trigger.function.awaitNumbers(100);
            var perItem = new HashMap<Integer, List<Integer>>();
            trigger.function
                    .numbers()
                    .forEach(n -> perItem.computeIfAbsent(n % 10, _ -> new ArrayList<>())
                            .add(n / 10));
            assertThat(perItem.values())
                    .hasSize(10)
                    .allSatisfy(rounds -> assertThat(rounds)
                            .containsExactlyElementsOf(
                                    IntStream.range(0, 10).boxed().toList()));
        }
    }

    @Test
    void aMappingThatIsDisabledGoesOnWhereItWasWhenItIsEnabled() throws IOException, InterruptedException {
        try (var trigger = trigger()) {
            trigger.map(_ -> {});
            trigger.put(0, 3);
            trigger.function.awaitNumbers(3);

            trigger.lambda.updateEventSourceMapping(
                    update -> update.uuid(trigger.mapping()).enabled(false));
            trigger.await(mapping -> mapping.state().equals("Disabled"));
            Thread.sleep(500);
            trigger.put(3, 6);
            Thread.sleep(500);
            assertThat(trigger.function.numbers()).hasSize(3);
            trigger.lambda.updateEventSourceMapping(
                    update -> update.uuid(trigger.mapping()).enabled(true));

            assertThat(trigger.function.awaitNumbers(6)).containsExactly(0, 1, 2, 3, 4, 5);
        }
    }

    @Test
    void recordsOfAChildShardComeAfterThoseOfItsParent() throws IOException, InterruptedException {
        try (var trigger = trigger()) {
            trigger.function.behave(event -> {
                sleep(event.numbers().contains(0) ? 500 : 0);
                return TestingFunction.OK;
            });
            putToFiveItems(trigger, 0);

            TestingGalena.shared(1).cutStream(trigger.name, 2);
            trigger.map(mapping -> mapping.batchSize(5));
            putToFiveItems(trigger, 5);
            TestingGalena.shared(1).cutStream(trigger.name, 4);
            putToFiveItems(trigger, 10);

            var numbers = trigger.function.awaitNumbers(15);
            assertThat(numbers.subList(0, 5)).containsExactly(0, 1, 2, 3, 4);
            assertThat(numbers).doesNotHaveDuplicates();
            for (var item = 0; item < 5; item++) {
                assertThat(numbers).containsSubsequence(item, item + 5, item + 10);
            }
        }
    }

    /** All changes of an item are in one line of shards. */
    private static void putToFiveItems(TestingTrigger trigger, int from) {
        for (var item = 0; item < 5; item++) {
            trigger.put("item-" + item, from + item);
        }
    }

    private static TestingTrigger trigger() throws IOException, InterruptedException {
        return new TestingTrigger(TestingGalena.shared(1).endpoint(), _ -> TestingFunction.OK);
    }

    private static int count(List<Event> events) {
        return events.stream().mapToInt(event -> event.records().size()).sum();
    }

    private static Object json(String text) {
        return JsonMapper.builder().build().readTree(text);
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
