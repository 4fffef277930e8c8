package io.galena.standalone.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.standalone.TestingTables;
import io.galena.dynamodb.model.BodyFormat;
import io.galena.standalone.TestingGalena;
import io.galena.standalone.hostile.HostileConnection.Answer;
import io.galena.standalone.hostile.HostileRequests.Request;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORMapper;

/**
 * Thousands of requests that nobody sends in good faith. Each gets an answer, none of which blames the server. More rounds:
 * {@code -Dgalena.hostile.rounds=20000 -Dgalena.hostile.seed=2}.
 */
class HostileInputTest {
    private static final int MOST_OPERATIONS = 20;
    private static final String DYNAMODB_ERROR =
            "com\\.amazon(aws\\.dynamodb\\.v20120810|\\.coral\\.[a-z]+)#[A-Za-z]+(Exception|Exceeded)";
    /** The head of a request may be changed so that it seems to be one for DynamoDB. */
    private static final String KINESIS_ERROR = "(" + DYNAMODB_ERROR + ")|[A-Za-z]+Exception";

    private static final int ROUNDS = Integer.getInteger("galena.hostile.rounds", 2_500);
    private static final long SEED = Long.getLong("galena.hostile.seed", 1);
    private static final String KEPT = "kept-as-it-is";
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final ObjectMapper CBOR = CBORMapper.builder().build();

    private static TestingGalena galena;
    private static DynamoDbClient client;

    private final RandomGenerator random = new SplittableRandom(SEED);
    private HostileRequests requests;
    private @Nullable HostileConnection connection;

    @BeforeAll
    static void start() {
        galena = TestingGalena.start(Map.of("galena.ephemeral", "true"));
        client = galena.client();
        create("one-key", false);
        create(HostileRequests.TWO_KEYS, true);
        create(KEPT, false);
        for (int i = 0; i < 20; i++) {
            var item = Map.of("a", AttributeValue.fromS("x" + i), "b", AttributeValue.fromN("1"));
            client.putItem(put -> put.tableName(KEPT).item(item));
        }
        client.putItem(put -> put.tableName(KEPT).item(Map.of("a", AttributeValue.fromS("x"))));
    }

    @AfterAll
    static void stop() {
        client.close();
        galena.close();
    }

    @BeforeEach
    void prepare() {
        requests = new HostileRequests(
                random, galena.endpoint(), List.of("one-key", HostileRequests.TWO_KEYS, HostileRequests.NOT_THERE));
    }

    @AfterEach
    void disconnect() throws IOException {
        if (connection != null) {
            connection.close();
        }
    }

    @Test
    void strangeBodiesAreAnsweredAndNeverBlameTheServer() throws IOException {
        var served = new TreeMap<String, Integer>();
        for (int round = 0; round < ROUNDS; round++) {
            var request = requests.next();
            var answer = send(request);
            assertAnswered(request, answer, round);
            if (answer.status() == 200) {
                served.merge(request.operation(), 1, Integer::sum);
            }
        }
        // Otherwise the requests are so strange that no operation gets to see them.
        assertThat(served).hasSizeGreaterThan(MOST_OPERATIONS);
        assertWell();
    }

    @Test
    void badlySignedRequestsChangeNothing() throws IOException {
        var before = state();
        for (int round = 0; round < ROUNDS / 4; round++) {
            var request = requests.wrongAuthorization(KEPT);
            var answer = send(request);
            assertThat(answer.status()).as(() -> description(request, answer)).isBetween(400, 499);
            if (answer.status() == 400 && answer.body().length > 0) {
                assertError(request, answer);
            }
        }
        assertThat(state()).isEqualTo(before);
        assertWell();
    }

    @Test
    void wrongLengthsOnlyEndTheConnection() throws IOException {
        var before = state();
        for (int round = 0; round < ROUNDS / 20; round++) {
            var request = requests.wrongLength(random.nextInt(-60, 60));
            var answer = sendAndEnd(request);
            assertThat(answer.status()).as(() -> description(request, answer)).isLessThan(500);
        }
        assertThat(state()).isEqualTo(before);
        assertWell();
    }

    @Test
    void garbageIsRefused() throws IOException {
        var before = state();
        for (int round = 0; round < ROUNDS / 4; round++) {
            var request = requests.garbage();
            var answer = sendAndEnd(request);
            assertThat(answer.status()).as(() -> description(request, answer)).isLessThan(500);
        }
        assertThat(state()).isEqualTo(before);
        assertWell();
    }

    /** Sends on the connection that there is, as long as the server keeps it. */
    private Answer send(Request request) throws IOException {
        var current = connection != null && connection.isOpen() ? connection : connect();
        current.send(request.bytes());
        return current.receive();
    }

    private Answer sendAndEnd(Request request) throws IOException {
        var current = connect();
        current.send(request.bytes());
        current.end();
        return current.receive();
    }

    private HostileConnection connect() throws IOException {
        disconnect();
        var opened = new HostileConnection(galena.endpoint());
        connection = opened;
        return opened;
    }

    private static void assertAnswered(Request request, Answer answer, int round) {
        assertThat(answer.status())
                .as(() -> "seed " + SEED + " round " + round + ": " + description(request, answer))
                .isIn(200, 400);
        if (answer.status() == 400) {
            assertError(request, answer);
        } else {
            mapper(request).readTree(answer.body());
        }
    }

    private static void assertError(Request request, Answer answer) {
        var type = mapper(request).readTree(answer.body()).path("__type").asString("");
        assertThat(type)
                .as(() -> description(request, answer))
                .matches(request.operation().startsWith("kinesis:") ? KINESIS_ERROR : DYNAMODB_ERROR);
    }

    private static ObjectMapper mapper(Request request) {
        return request.format() == BodyFormat.CBOR ? CBOR : JSON;
    }

    private static String description(Request request, Answer answer) {
        var text = new String(request.bytes(), UTF_8);
        return request.form() + " of " + request.operation() + " was answered " + answer.status() + " "
                + new String(answer.body(), UTF_8) + "\n" + text.substring(0, Math.min(text.length(), 5_000));
    }

    /** What there is of the table that nobody may change. */
    private static List<Object> state() {
        var table = client.describeTable(describe -> describe.tableName(KEPT)).table();
        var items =
                client.scan(scan -> scan.tableName(KEPT).consistentRead(true)).items();
        var tags = client.listTagsOfResource(list -> list.resourceArn(table.tableArn()))
                .tags();
        return List.of(
                table.tableStatusAsString(),
                table.keySchema(),
                table.tableId(),
                items,
                tags,
                table.deletionProtectionEnabled());
    }

    /** It still serves whole requests. */
    private static void assertWell() {
        var key = Map.of("a", AttributeValue.fromS("x"));
        assertThat(client.getItem(get -> get.tableName(KEPT).key(key)).item()).isEqualTo(key);
    }

    private static void create(String name, boolean sorted) {
        client.createTable(table -> {
            table.tableName(name).billingMode(BillingMode.PAY_PER_REQUEST);
            if (sorted) {
                table.attributeDefinitions(
                                attribute("a", ScalarAttributeType.S),
                                attribute("s", ScalarAttributeType.S),
                                attribute("c", ScalarAttributeType.S))
                        .keySchema(key("a", KeyType.HASH), key("s", KeyType.RANGE))
                        .localSecondaryIndexes(LocalSecondaryIndex.builder()
                                .indexName("index")
                                .keySchema(key("a", KeyType.HASH), key("c", KeyType.RANGE))
                                .projection(projection -> projection.projectionType(ProjectionType.ALL))
                                .build());
            } else {
                table.attributeDefinitions(attribute("a", ScalarAttributeType.S))
                        .keySchema(key("a", KeyType.HASH));
            }
        });
        TestingTables.awaitActive(client, name);
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
