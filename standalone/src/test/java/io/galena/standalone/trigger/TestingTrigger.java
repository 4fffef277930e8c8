package io.galena.standalone.trigger;

import io.galena.standalone.TestingTables;
import io.galena.standalone.TestingGalena;
import io.galena.standalone.sdk.TestingStream;
import io.galena.standalone.trigger.TestingFunction.Event;
import io.galena.standalone.trigger.TestingFunction.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;

/** A table with the key {@code pk} and a stream, a function, and perhaps a mapping between them. */
public final class TestingTrigger implements AutoCloseable {
    /** How long a function may take: longer than any that is only held up. */
    static final int FUNCTION_SECONDS = 60;

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    final String name = "trigger-" + UUID.randomUUID().toString().substring(0, 8);
    final DynamoDbClient client;
    final LambdaClient lambda;
    public final TestingFunction function;
    final String streamArn;
    private final URI endpoint;
    private final TriggerAdmin admin;
    private String mapping = "";

    public TestingTrigger(URI endpoint, Function<Event, Reply> behaviour) throws IOException, InterruptedException {
        this(endpoint, new TestingFunction(behaviour));
    }

    TestingTrigger(URI endpoint, TestingFunction function) throws IOException, InterruptedException {
        this.client = DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(TestingGalena.REGION))
                .credentialsProvider(TestingGalena.credentials())
                .build();
        this.endpoint = endpoint;
        this.lambda = lambda(endpoint);
        this.function = function;
        this.admin = new TriggerAdmin(endpoint);
        client.createTable(table -> table.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("pk")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("pk")
                        .keyType(KeyType.HASH)
                        .build())
                .streamSpecification(
                        stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
        TestingTables.awaitActive(client, name);
        this.streamArn =
                client.describeTable(table -> table.tableName(name)).table().latestStreamArn();
        register("webhook", function.url(), FUNCTION_SECONDS);
    }

    static LambdaClient lambda(URI endpoint) {
        return LambdaClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(TestingGalena.REGION))
                .credentialsProvider(TestingGalena.credentials())
                .build();
    }

    /** Registers the function anew. */
    void register(String kind, URI url, int timeoutSeconds) throws IOException, InterruptedException {
        admin.put(name, kind, url, timeoutSeconds);
    }

    /** Makes the mapping, from the oldest record on unless told otherwise, and waits until it is enabled. */
    public TestingTrigger map(Consumer<CreateEventSourceMappingRequest.Builder> settings) throws InterruptedException {
        var request = CreateEventSourceMappingRequest.builder()
                .functionName(name)
                .eventSourceArn(streamArn)
                .startingPosition(EventSourcePosition.TRIM_HORIZON);
        settings.accept(request);
        mapping = lambda.createEventSourceMapping(request.build()).uuid();
        await(found -> found.state().equals("Enabled"));
        return this;
    }

    String mapping() {
        return mapping;
    }

    GetEventSourceMappingResponse describe() {
        return lambda.getEventSourceMapping(get -> get.uuid(mapping));
    }

    /** Waits until the mapping is as wanted. */
    void await(Predicate<GetEventSourceMappingResponse> wanted) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!wanted.test(describe())) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not in time, but: " + describe());
            }
            Thread.sleep(20);
        }
    }

    /** Writes items with the numbers from one up to another, without that one. */
    public void put(int from, int to) {
        for (var n = from; n < to; n++) {
            put("item-" + n, n);
        }
    }

    void put(String key, int n) {
        var item = Map.of("pk", AttributeValue.fromS(key), "n", AttributeValue.fromN(Integer.toString(n)));
        client.putItem(put -> put.tableName(name).item(item));
    }

    /** Waits until so many records of the first shard are in the stream. */
    void awaitCaptured(int count) throws InterruptedException {
        try (var streams = TestingGalena.streams(endpoint, _ -> {})) {
            TestingStream.of(client, streams, name).await(count);
        }
    }

    @Override
    public void close() {
        if (!mapping.isEmpty()) {
            lambda.deleteEventSourceMapping(delete -> delete.uuid(mapping));
        }
        function.close();
        client.close();
        lambda.close();
    }
}
