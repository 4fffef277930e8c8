package io.galena.controlplane;

import io.galena.controlplane.stream.StreamStore;
import io.galena.kit.catalog.CatalogClient;
import io.galena.kit.catalog.CatalogClientConfiguration;
import io.galena.kit.catalog.StreamDescriptor;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Dispatcher;
import io.galena.kit.operation.OperationCall;
import io.galena.kit.operation.Protocol;
import io.galena.postgres.EmbeddedPostgres;
import io.galena.postgres.testing.TestingPostgres;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A control plane on a real database, as one instance of several or as the only one: requests go in as JSON through the
 * dispatcher and come out as JSON. It follows its own catalog like a service does.
 */
final class TestingControlPlane implements AutoCloseable {
    static final String ACCOUNT = "000000000000";
    static final String REGION = "us-east-1";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MASTER_KEY = newMasterKey();

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    private TestingControlPlane(String database, FakeStorage storage, Map<String, Object> settings) {
        var properties = new HashMap<>(properties(database));
        properties.putAll(settings);
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
        context.registerBean("meters", MeterRegistry.class, SimpleMeterRegistry::new);
        context.registerBean("applyTable", io.galena.kit.operation.InternalOperation.class, storage::applyTable);
        context.registerBean("dropTable", io.galena.kit.operation.InternalOperation.class, storage::dropTable);
        context.registerBean(
                "tableStatistics", io.galena.kit.operation.InternalOperation.class, storage::tableStatistics);
        context.registerBean("fillExpiries", io.galena.kit.operation.InternalOperation.class, storage::fillExpiries);
        context.registerBean("backfillIndex", io.galena.kit.operation.InternalOperation.class, storage::backfillIndex);
        context.registerBean("fenceChanges", io.galena.kit.operation.InternalOperation.class, storage::fenceChanges);
        context.register(ControlPlaneServiceConfiguration.class, CatalogClientConfiguration.class);
        context.refresh();
    }

    /** The only instance, on a database of its own. */
    static TestingControlPlane start(FakeStorage storage) {
        return start(TestingPostgres.freshDatabase(), storage, Map.of());
    }

    static TestingControlPlane start(String database, FakeStorage storage, Map<String, Object> settings) {
        return new TestingControlPlane(database, storage, settings);
    }

    /** The settings that an instance needs. */
    static Map<String, Object> properties(String database) {
        var properties = new HashMap<String, Object>();
        properties.put("galena.region", REGION);
        properties.put("galena.account", ACCOUNT);
        properties.put("galena.master-key", MASTER_KEY);
        properties.put(
                "galena.control-plane.database.url", TestingPostgres.server().jdbcUrl(database));
        properties.put("galena.control-plane.database.user", EmbeddedPostgres.USER);
        properties.put(
                "galena.control-plane.database.password",
                TestingPostgres.server().password());
        properties.put("galena.control-plane.shards", "jdbc:postgresql://shard-0/x,jdbc:postgresql://shard-1/x");
        properties.put("galena.control-plane.recovery-interval", "100ms");
        properties.put("galena.control-plane.statistics-interval", "100ms");
        return properties;
    }

    CatalogClient catalog() {
        return context.getBean(CatalogClient.class);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Sends a request that is to succeed; single quotes stand for double ones. */
    JsonNode call(String operation, String request) {
        var answer = send(operation, request);
        if (answer.status() != 200) {
            throw new AssertionError(operation + " answered " + answer);
        }
        return answer.body();
    }

    /** Sends a request that may fail. */
    Answer send(String operation, String request) {
        return send(operation, request, new Caller(ACCOUNT, REGION, "galena", "request"));
    }

    Answer send(String operation, String request, Caller caller) {
        var body = request.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        var answer = context.getBean(Dispatcher.class)
                .dispatch(new OperationCall(operation, Protocol.DYNAMODB, body, caller));
        return new Answer(
                answer.status(), JSON.readTree(new String(answer.body(), 0, answer.length(), StandardCharsets.UTF_8)));
    }

    /** Creates a table with a partition key only. */
    void createTable(String name) {
        call("CreateTable", simpleTable(name));
    }

    /** Creates a table with a partition key only, and a stream. */
    void createTable(String name, String viewType) {
        var stream = ", 'StreamSpecification': {'StreamEnabled': true, 'StreamViewType': '" + viewType + "'}}";
        call("CreateTable", simpleTable(name).replaceFirst("}$", stream));
    }

    /** Turns a stream on; returns the description that the service answers. */
    JsonNode enableStream(String table, String viewType) {
        return updateStream(table, "{'StreamEnabled': true, 'StreamViewType': '" + viewType + "'}");
    }

    /** Turns the stream off; returns the description that the service answers. */
    JsonNode disableStream(String table) {
        return updateStream(table, "{'StreamEnabled': false}");
    }

    private JsonNode updateStream(String table, String specification) {
        return call("UpdateTable", "{'TableName': '" + table + "', 'StreamSpecification': " + specification + "}")
                .get("TableDescription");
    }

    /** The streams of tables of that name, as those who follow the catalog are told of them, oldest first. */
    List<StreamDescriptor> streams(String table) {
        return bean(StreamStore.class).changedSince(REGION, 0).stream()
                .filter(stream -> stream.table().equals(table))
                .toList();
    }

    static String simpleTable(String name) {
        return """
                {'TableName': '%s', 'BillingMode': 'PAY_PER_REQUEST',
                 'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'}],
                 'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}]}""".formatted(name);
    }

    JsonNode describe(String name) {
        return call("DescribeTable", "{'TableName': '" + name + "'}").get("Table");
    }

    /** Waits until something is so. */
    static void await(Supplier<Boolean> condition) {
        var end = System.nanoTime() + 60_000_000_000L;
        while (!condition.get()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It did not happen in time");
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    private static String newMasterKey() {
        try {
            var file = Files.createTempFile("galena-master-key", "");
            file.toFile().deleteOnExit();
            Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
            Files.writeString(file, Base64.getEncoder().encodeToString(new byte[32]));
            return file.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer, good or bad. */
    record Answer(int status, JsonNode body) {
        String type() {
            var type = body.path("__type").asString("");
            return type.substring(type.indexOf('#') + 1);
        }

        String message() {
            return body.path("message").asString(body.path("Message").asString(""));
        }
    }
}
