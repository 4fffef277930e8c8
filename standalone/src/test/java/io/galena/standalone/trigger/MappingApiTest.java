package io.galena.standalone.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.standalone.TestingGalena;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** The API of event source mappings and of functions. */
class MappingApiTest {
    private static TestingTrigger trigger;
    private static TriggerAdmin admin;

    @BeforeAll
    static void createATableAndAFunction() throws IOException, InterruptedException {
        var endpoint = TestingGalena.shared(1).endpoint();
        trigger = new TestingTrigger(endpoint, _ -> TestingFunction.OK);
        admin = new TriggerAdmin(endpoint);
    }

    @AfterAll
    static void close() {
        trigger.close();
    }

    @Test
    void aMappingIsCreatedShownChangedListedAndDeleted() throws InterruptedException {
        var created = create(mapping -> mapping.batchSize(7)
                .maximumBatchingWindowInSeconds(3)
                .parallelizationFactor(2)
                .maximumRetryAttempts(4)
                .maximumRecordAgeInSeconds(60)
                .bisectBatchOnFunctionError(true)
                .functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES)
                .filterCriteria(criteria -> criteria.filters(
                        Filter.builder().pattern("{\"eventName\":[\"INSERT\"]}").build()))
                .destinationConfig(config -> config.onFailure(failure -> failure.destination("kafka://lost"))));
        try {
            assertThat(created.state()).isEqualTo("Creating");
            assertThat(created.functionArn())
                    .isEqualTo("arn:aws:lambda:eu-test-1:000000000000:function:" + trigger.name);
            assertThat(created.eventSourceMappingArn()).endsWith(":event-source-mapping:" + created.uuid());
            assertThat(created.lastModified())
                    .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
            assertThat(created.lastProcessingResult()).isEqualTo("No records processed");
            awaitState(created.uuid(), "Enabled");
            var shown = trigger.lambda.getEventSourceMapping(get -> get.uuid(created.uuid()));
            assertThat(shown.batchSize()).isEqualTo(7);
            assertThat(shown.maximumBatchingWindowInSeconds()).isEqualTo(3);
            assertThat(shown.parallelizationFactor()).isEqualTo(2);
            assertThat(shown.maximumRetryAttempts()).isEqualTo(4);
            assertThat(shown.maximumRecordAgeInSeconds()).isEqualTo(60);
            assertThat(shown.bisectBatchOnFunctionError()).isTrue();
            assertThat(shown.functionResponseTypes()).containsExactly(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES);
            assertThat(shown.filterCriteria().filters().getFirst().pattern()).contains("INSERT");
            assertThat(shown.destinationConfig().onFailure().destination()).isEqualTo("kafka://lost");
            assertThat(shown.startingPosition()).isEqualTo(EventSourcePosition.TRIM_HORIZON);

            var updated = trigger.lambda.updateEventSourceMapping(update ->
                    update.uuid(created.uuid()).batchSize(8).enabled(false).filterCriteria(_ -> {}));

            assertThat(updated.state()).isEqualTo("Updating");
            awaitState(created.uuid(), "Disabled");
            var changed = trigger.lambda.getEventSourceMapping(get -> get.uuid(created.uuid()));
            assertThat(changed.batchSize()).isEqualTo(8);
            assertThat(changed.maximumRetryAttempts()).isEqualTo(4);
            assertThat(changed.filterCriteria()).isNull();
            assertThat(trigger.lambda
                            .listEventSourceMappings(list -> list.functionName(trigger.name))
                            .eventSourceMappings())
                    .extracting(EventSourceMappingConfiguration::uuid)
                    .containsExactly(created.uuid());
        } finally {
            assertThat(trigger.lambda
                            .deleteEventSourceMapping(delete -> delete.uuid(created.uuid()))
                            .state())
                    .isEqualTo("Deleting");
        }
        assertThatThrownBy(() -> trigger.lambda.getEventSourceMapping(get -> get.uuid(created.uuid())))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("The resource you requested does not exist.")
                .satisfies(error ->
                        assertThat(((AwsServiceException) error).statusCode()).isEqualTo(404));
    }

    @Test
    void defaultsAreThoseOfLambda() {
        var created = create(_ -> {});
        trigger.lambda.deleteEventSourceMapping(delete -> delete.uuid(created.uuid()));

        assertThat(created.batchSize()).isEqualTo(100);
        assertThat(created.maximumBatchingWindowInSeconds()).isZero();
        assertThat(created.parallelizationFactor()).isEqualTo(1);
        assertThat(created.maximumRetryAttempts()).isEqualTo(-1);
        assertThat(created.maximumRecordAgeInSeconds()).isEqualTo(-1);
        assertThat(created.bisectBatchOnFunctionError()).isFalse();
        assertThat(created.tumblingWindowInSeconds()).isZero();
        assertThat(created.functionResponseTypes()).isEmpty();
    }

    @Test
    void listsComeInPages() throws IOException, InterruptedException {
        var other = trigger.name + "-other";
        admin.put(other, "webhook", trigger.function.url(), 5);
        var one = create(mapping -> mapping.enabled(false));
        var two = create(mapping -> mapping.functionName(other).enabled(false));
        try {
            var pages = trigger.lambda.listEventSourceMappingsPaginator(
                    list -> list.eventSourceArn(trigger.streamArn).maxItems(1));

            assertThat(pages.stream().count()).isEqualTo(2);
            assertThat(pages.eventSourceMappings())
                    .extracting(EventSourceMappingConfiguration::uuid)
                    .containsExactlyInAnyOrder(one.uuid(), two.uuid());
        } finally {
            trigger.lambda.deleteEventSourceMapping(delete -> delete.uuid(one.uuid()));
            trigger.lambda.deleteEventSourceMapping(delete -> delete.uuid(two.uuid()));
        }
    }

    @Test
    void aFunctionHasOneMappingForAStream() {
        var created = create(mapping -> mapping.enabled(false));
        try {
            assertThatThrownBy(() -> create(_ -> {}))
                    .isInstanceOf(ResourceConflictException.class)
                    .hasMessageContaining(created.uuid())
                    .satisfies(error -> assertThat(((AwsServiceException) error).statusCode())
                            .isEqualTo(409));
        } finally {
            trigger.lambda.deleteEventSourceMapping(delete -> delete.uuid(created.uuid()));
        }
    }

    @Test
    void whatIsMappedMustExist() {
        assertThatThrownBy(() -> create(mapping -> mapping.functionName("absent")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Function not found: arn:aws:lambda:eu-test-1:000000000000:function:absent");
        assertThatThrownBy(() -> create(mapping -> mapping.eventSourceArn(trigger.streamArn + "0")))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("Stream not found: " + trigger.streamArn + "0");
        assertThatThrownBy(() -> create(mapping -> mapping.eventSourceArn("arn:aws:kinesis:eu-test-1:0:stream/x")))
                .isInstanceOf(InvalidParameterValueException.class);
    }

    @Test
    void filtersAndDestinationsAreCheckedAtOnce() {
        assertThatThrownBy(() -> create(mapping -> mapping.filterCriteria(criteria ->
                        criteria.filters(Filter.builder().pattern("{\"a\":1}").build()))))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("Invalid filter pattern definition.");
        for (var destination : new String[] {
            "arn:aws:sqs:eu-test-1:0:q",
            "kafka://galena.changes.1",
            "ftp://x",
            "http://my_host/dead",
            "http://h/%zz",
            "http://[bad/",
            "http://h/a|b",
            "http://127.0.0.1:99999/",
            "http://h/\0"
        }) {
            assertThatThrownBy(() -> create(mapping -> mapping.destinationConfig(
                            config -> config.onFailure(failure -> failure.destination(destination)))))
                    .isInstanceOf(InvalidParameterValueException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    'StartingPosition': null | InvalidParameterValueException | Value null at 'startingPosition'
                    'StartingPosition': 'AT_TIMESTAMP' | InvalidParameterValueException | Unsupported starting position
                    'StartingPosition': 'FIRST' | ValidationException | Member must satisfy enum value set
                    'BatchSize': 0 | ValidationException | greater than or equal to 1
                    'BatchSize': 10001 | ValidationException | less than or equal to 10000
                    'BatchSize': 99999999999999999999 | ValidationException | less than or equal to 10000
                    'BatchSize': 'ten' | SerializationException | integer
                    'MaximumBatchingWindowInSeconds': 301 | ValidationException | less than or equal to 300
                    'ParallelizationFactor': 11 | ValidationException | less than or equal to 10
                    'MaximumRetryAttempts': -2 | ValidationException | greater than or equal to -1
                    'MaximumRecordAgeInSeconds': 59 | InvalidParameterValueException | at least 60
                    'TumblingWindowInSeconds': 901 | ValidationException | less than or equal to 900
                    'TumblingWindowInSeconds': 9, 'ParallelizationFactor': 2 | InvalidParameterValueException | ParallelizationFactor of 1
                    'FunctionResponseTypes': ['Other'] | ValidationException | ReportBatchItemFailures
                    'Topics': ['t'] | InvalidParameterValueException | Topics is not supported
                    'FunctionName': 'a b' | ValidationException | functionName
                    """, quoteCharacter = '`')
    void settingsOutOfBoundsAreRefused(String members, String error, String message)
            throws IOException, InterruptedException {
        var body = "{'FunctionName': '" + trigger.name + "', 'EventSourceArn': '" + trigger.streamArn
                + "', 'StartingPosition': 'LATEST', " + members + "}";

        var answer = admin.send(
                SdkHttpMethod.POST,
                "/2015-03-31/event-source-mappings/",
                body.replace('\'', '"'),
                TestingGalena.SECRET_KEY);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains(error);
        assertThat(answer.body()).contains(message);
    }

    @Test
    void whatIsNoJsonIsRefused() throws IOException, InterruptedException {
        for (var body : new String[] {"{", "[]", "7", "{} {"}) {
            var answer =
                    admin.send(SdkHttpMethod.POST, "/2015-03-31/event-source-mappings", body, TestingGalena.SECRET_KEY);

            assertThat(answer.statusCode()).as(body).isEqualTo(400);
        }
    }

    @Test
    void onlyThoseWhoKnowTheSecretGetIn() throws IOException, InterruptedException {
        var endpoint = TestingGalena.shared(1).endpoint();
        try (var stranger = LambdaClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(TestingGalena.REGION))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(TestingGalena.ACCESS_KEY, "wrong")))
                .build()) {
            assertThatThrownBy(stranger::listEventSourceMappings)
                    .isInstanceOf(LambdaException.class)
                    .satisfies(error -> {
                        assertThat(((AwsServiceException) error).statusCode()).isEqualTo(403);
                        assertThat(((AwsServiceException) error)
                                        .awsErrorDetails()
                                        .errorCode())
                                .isEqualTo("InvalidSignatureException");
                    });
        }
        assertThat(admin.send(SdkHttpMethod.GET, "/galena/functions", "", "wrong")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void functionsAreRegisteredShownAndTakenAway() throws IOException, InterruptedException {
        var path = "/galena/functions/registered";
        var put = send(SdkHttpMethod.PUT, path, "{\"Url\": \"http://127.0.0.1:1/x\", \"InvokedAs\": \"function\"}");
        assertThat(put).contains("\"Kind\":\"lambda\"", "\"TimeoutInSeconds\":30", "\"InvokedAs\":\"function\"");
        assertThat(send(SdkHttpMethod.GET, path, "")).isEqualTo(put);
        assertThat(send(SdkHttpMethod.GET, "/galena/functions", "")).contains(put);
        var mapping = create(each -> each.functionName("registered").enabled(false));
        assertThat(send(SdkHttpMethod.DELETE, path, "")).contains(mapping.uuid());
        trigger.lambda.deleteEventSourceMapping(delete -> delete.uuid(mapping.uuid()));
        assertThat(send(SdkHttpMethod.DELETE, path, "")).isEqualTo(put);
        assertThat(send(SdkHttpMethod.GET, path, "")).contains("Function not found");
    }

    @ParameterizedTest
    @CsvSource({
        "ok, {}",
        "ok, {\"Url\": \"ftp://x/\"}",
        "ok, {\"Url\": \"http:///x\"}",
        "ok, {\"Url\": \"http://x/ y\"}",
        "ok, {\"Url\": \"http://x\" \"Kind\": \"queue\"}",
        "a%20b, {\"Url\": \"http://x\"}"
    })
    void aFunctionNeedsANameAndAUrl(String name, String body) throws IOException, InterruptedException {
        var answer = admin.send(SdkHttpMethod.PUT, "/galena/functions/" + name, body, TestingGalena.SECRET_KEY);

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    private static String send(SdkHttpMethod method, String path, String body)
            throws IOException, InterruptedException {
        return admin.send(method, path, body, TestingGalena.SECRET_KEY).body();
    }

    private static CreateEventSourceMappingResponse create(Consumer<CreateEventSourceMappingRequest.Builder> settings) {
        return trigger.lambda.createEventSourceMapping(mapping -> {
            mapping.functionName(trigger.name)
                    .eventSourceArn(trigger.streamArn)
                    .startingPosition(EventSourcePosition.TRIM_HORIZON);
            settings.accept(mapping);
        });
    }

    private static void awaitState(String uuid, String state) throws InterruptedException {
        var deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!trigger.lambda
                .getEventSourceMapping(get -> get.uuid(uuid))
                .state()
                .equals(state)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(20);
        }
    }
}
