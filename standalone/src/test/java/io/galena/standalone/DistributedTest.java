package io.galena.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.controlplane.ControlPlaneServiceApplication;
import io.galena.gateway.GatewayServiceApplication;
import io.galena.kafka.testing.TestingKafka;
import io.galena.postgres.EmbeddedPostgres;
import io.galena.postgres.testing.TestingPostgres;
import io.galena.standalone.destination.TestingDestination;
import io.galena.standalone.sdk.GlobalIndexCheck;
import io.galena.standalone.trigger.TestingFunction;
import io.galena.standalone.trigger.TestingTrigger;
import io.galena.storage.StorageServiceApplication;
import io.galena.stream.StreamServiceApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Gateway, control plane, storage and streams as four JVMs that talk HTTP, and the core of the API through them. */
class DistributedTest {
    private static final String TOKEN = "a-token-of-the-tests";
    private static final Duration READY_WITHIN = Duration.ofMinutes(5);

    private static final List<ChildProcess> PROCESSES = new ArrayList<>();
    private static URI endpoint;
    private static URI storage;
    private static URI internal;
    private static DynamoDbClient client;

    @BeforeAll
    static void startFourProcesses() throws IOException, InterruptedException {
        var gatewayPort = TestingPorts.free();
        internal = url(TestingPorts.free());
        var controlPlane = url(TestingPorts.free());
        storage = url(TestingPorts.free());
        var stream = url(TestingPorts.free());
        endpoint = url(gatewayPort);
        start(
                ControlPlaneServiceApplication.class,
                internal,
                Stream.concat(
                        Stream.of(
                                "server.port=" + controlPlane.getPort(),
                                "galena.control-plane.database.url=" + database(),
                                "galena.control-plane.database.user=" + EmbeddedPostgres.USER,
                                "galena.control-plane.database.password=" + password(),
                                "galena.root.access-key=" + TestingGalena.ACCESS_KEY,
                                "galena.root.secret-key=" + TestingGalena.SECRET_KEY),
                        IntStream.range(0, 2)
                                .mapToObj(shard -> "galena.control-plane.shards[" + shard + "]=" + database())));
        start(
                StorageServiceApplication.class,
                internal,
                Stream.of(
                        "server.port=" + storage.getPort(),
                        "spring.kafka.bootstrap-servers=" + TestingKafka.bootstrapServers(),
                        "galena.storage.username=" + EmbeddedPostgres.USER,
                        "galena.storage.password=" + password()));
        start(StreamServiceApplication.class, internal, streamProperties(stream.getPort()));
        start(
                GatewayServiceApplication.class,
                internal,
                Stream.of(
                        "galena.gateway.port=" + gatewayPort,
                        "galena.gateway.internal.port=" + internal.getPort(),
                        "galena.gateway.services.control-plane.url=" + controlPlane,
                        "galena.gateway.services.storage.url=" + storage,
                        "galena.gateway.services.stream.url=" + stream));
        client = TestingGalena.client(endpoint, _ -> {});
        awaitService();
    }

    @AfterAll
    static void stop() {
        PROCESSES.reversed().forEach(ChildProcess::close);
        if (client != null) {
            client.close();
        }
    }

    @Test
    void itemsAreWrittenReadAndDeleted() {
        TestingTables.create(client, "items");
        var item = Map.of("pk", AttributeValue.fromS("a"), "n", AttributeValue.fromN("1"));
        client.putItem(put -> put.tableName("items").item(item));

        var updated = client.updateItem(update -> update.tableName("items")
                .key(key("a"))
                .updateExpression("ADD n :one")
                .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1")))
                .returnValues(ReturnValue.ALL_NEW));
        var found = client.getItem(get -> get.tableName("items").key(key("a")).consistentRead(true));
        client.deleteItem(delete -> delete.tableName("items").key(key("a")));

        assertThat(updated.attributes()).containsEntry("n", AttributeValue.fromN("2"));
        assertThat(found.item()).isEqualTo(updated.attributes());
        assertThat(client.getItem(get -> get.tableName("items").key(key("a"))).hasItem())
                .isFalse();
    }

    @Test
    void errorsArriveAsTheyAreInOneProcess() {
        TestingTables.create(client, "errors");

        assertThatThrownBy(() -> client.updateItem(update -> update.tableName("errors")
                        .key(key("absent"))
                        .updateExpression("SET x = :x")
                        .conditionExpression("attribute_exists(pk)")
                        .expressionAttributeValues(Map.of(":x", AttributeValue.fromS("x")))))
                .isInstanceOf(ConditionalCheckFailedException.class);
        assertThatThrownBy(() -> client.getItem(get -> get.tableName("missing").key(key("a"))))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> client.putItem(put -> put.tableName("errors").item(Map.of())))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("Missing the key pk in the item");
    }

    @Test
    void batchesQueriesAndScansCoverAllShards() {
        TestingTables.createIndexed(client, "ranges");
        for (var batch = 0; batch < 4; batch++) {
            var partition = "p" + batch;
            var requests = IntStream.range(0, 25)
                    .mapToObj(number -> request(partition, number))
                    .toList();
            assertThat(client.batchWriteItem(write -> write.requestItems(Map.of("ranges", requests)))
                            .unprocessedItems())
                    .isEmpty();
        }

        var query = client.query(request -> request.tableName("ranges")
                .keyConditionExpression("pk = :p and sk between :low and :high")
                .scanIndexForward(false)
                .expressionAttributeValues(Map.of(
                        ":p", AttributeValue.fromS("p2"),
                        ":low", AttributeValue.fromN("10"),
                        ":high", AttributeValue.fromN("12"))));

        assertThat(query.items())
                .extracting(item -> item.get("sk"))
                .containsExactly(AttributeValue.fromN("12"), AttributeValue.fromN("11"), AttributeValue.fromN("10"));
        assertThat(client.scanPaginator(scan -> scan.tableName("ranges").limit(7)).items().stream())
                .hasSize(100);
    }

    @Test
    void globalIndexesFollowTheirTableAcrossShards() throws InterruptedException {
        TestingTables.createGlobal(client, "global");
        TestingItems.put(client, "global", 200);
        TestingTables.addGlobalIndex(client, "global", "added", "d");

        assertThat(TestingTables.awaitGlobalIndexes(client, "global", Duration.ofMinutes(1)))
                .isEqualTo(2);
        GlobalIndexCheck.awaitAllEqual(client, "global");
    }

    @Test
    void aTableIsGoneWhenItIsDeleted() {
        TestingTables.create(client, "short-lived");
        client.deleteTable(table -> table.tableName("short-lived"));
        TestingTables.awaitGone(client, "short-lived");

        assertThatThrownBy(
                        () -> client.getItem(get -> get.tableName("short-lived").key(key("a"))))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void aServiceServesNobodyWithoutTheInternalToken() throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(storage)
                    .header("X-Amz-Target", "DynamoDB_20120810.ListTables")
                    .header("X-Galena-Account", "000000000000")
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build();

            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("AccessDeniedException");
        }
    }

    @Test
    void nothingIsLostWhenOneOfTheStreamServicesThatShareTheTriggersIsKilled()
            throws IOException, InterruptedException {
        var triggers = new ArrayList<TestingTrigger>();
        start(StreamServiceApplication.class, internal, streamProperties(TestingPorts.free()));
        var second = PROCESSES.getLast();
        try {
            for (var count = 0; count < 6; count++) {
                triggers.add(new TestingTrigger(endpoint, DistributedTest::slow).map(mapping -> mapping.batchSize(1)));
            }
            second.awaitLine(line -> line.contains("Slots of triggers are taken"), READY_WITHIN);
            triggers.forEach(trigger -> trigger.put(0, 20));
            triggers.getFirst().function.awaitNumbers(4);

            second.kill();

            for (var trigger : triggers) {
                assertThat(trigger.function.awaitNumbers(20)).hasSizeLessThan(30);
            }
        } finally {
            triggers.forEach(TestingTrigger::close);
        }
    }

    @Test
    void nothingIsLostOrDoubledWhenOneOfTheStreamServicesThatShareTheDestinationsIsKilled()
            throws IOException, InterruptedException {
        var destinations = new ArrayList<TestingDestination>();
        try {
            for (var count = 0; count < 4; count++) {
                destinations.add(new TestingDestination(endpoint, 2));
                destinations.getLast().enable();
            }
            start(StreamServiceApplication.class, internal, streamProperties(TestingPorts.free()));
            var second = PROCESSES.getLast();
            second.awaitLine(line -> line.contains("Slots of destinations are taken"), READY_WITHIN);
            for (var number = 0; number < 150; number++) {
                for (var destination : destinations) {
                    destination.put("a", number);
                    destination.put("b", number);
                }
                if (number == 75) {
                    second.kill();
                }
            }

            for (var destination : destinations) {
                var records = destination.await(300);
                assertThat(records).hasSize(300);
                for (var key : List.of("a", "b")) {
                    assertThat(TestingDestination.numbers(records, key))
                            .isEqualTo(IntStream.range(0, 150).boxed().toList());
                }
            }
        } finally {
            destinations.forEach(TestingDestination::close);
        }
    }

    private static TestingFunction.Reply slow(TestingFunction.Event event) {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return TestingFunction.OK;
    }

    private static WriteRequest request(String partition, int number) {
        var text = AttributeValue.fromN(Integer.toString(number));
        var item = Map.of("pk", AttributeValue.fromS(partition), "sk", text, "rank", text);
        return WriteRequest.builder()
                .putRequest(PutRequest.builder().item(item).build())
                .build();
    }

    private static Map<String, AttributeValue> key(String value) {
        return Map.of("pk", AttributeValue.fromS(value));
    }

    private static Stream<String> streamProperties(int port) {
        return Stream.of(
                "server.port=" + port,
                "spring.kafka.bootstrap-servers=" + TestingKafka.bootstrapServers(),
                "galena.stream.username=" + EmbeddedPostgres.USER,
                "galena.stream.password=" + password(),
                "galena.trigger.session=6s",
                "galena.stream.session=6s");
    }

    private static void start(Class<?> application, URI internal, Stream<String> properties)
            throws IOException, InterruptedException {
        var common = Stream.of(
                "galena.region=" + TestingGalena.REGION,
                "galena.master-key=" + TestingMasterKey.file(),
                "galena.internal.token=" + TOKEN,
                "galena.internal.url=" + internal,
                "server.address=127.0.0.1",
                "spring.main.banner-mode=off",
                // Here all services are on one class path: no process is to find what belongs to another.
                "spring.config.name=distributed",
                "spring.autoconfigure.exclude=" + DataSourceAutoConfiguration.class.getName() + ","
                        + FlywayAutoConfiguration.class.getName(),
                "logging.level.root=info");
        var arguments = Stream.concat(common, properties)
                .map(property -> "--" + property)
                .toList();
        PROCESSES.add(ChildProcess.java(application.getName(), List.of(), arguments));
    }

    /** The services find each other whichever comes first; until then requests fail. */
    private static void awaitService() throws InterruptedException {
        var deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (true) {
            try {
                client.listTables();
                TestingTables.create(client, "ready");
                return;
            } catch (RuntimeException e) {
                if (System.nanoTime() > deadline || PROCESSES.stream().anyMatch(process -> !process.isAlive())) {
                    PROCESSES.forEach(process -> System.err.println(
                            "alive: " + process.isAlive() + "\n" + String.join("\n", process.output())));
                    throw e;
                }
                Thread.sleep(200);
            }
        }
    }

    private static String database() {
        return TestingPostgres.server().jdbcUrl(TestingPostgres.freshDatabase());
    }

    private static String password() {
        return TestingPostgres.server().password();
    }

    private static URI url(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
