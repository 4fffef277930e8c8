package io.galena.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kit.catalog.Catalog;
import io.galena.kit.catalog.CutStream;
import io.galena.kit.operation.InternalCalls;
import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClientBuilder;

/**
 * A whole Galena in the tests' JVM: on a free port, with a throw-away data directory. {@link #shared} ones live until the JVM
 * ends, so tests give their tables names of their own.
 */
public final class TestingGalena implements AutoCloseable {
    public static final String ACCESS_KEY = "testing";
    public static final String SECRET_KEY = "testing-secret";
    public static final String REGION = "eu-test-1";

    private static final String ACCOUNT = "000000000000";

    private static final Map<Integer, TestingGalena> SHARED = new ConcurrentHashMap<>();

    private final StandaloneInstance instance;
    private final Started started;

    private TestingGalena(StandaloneInstance instance, Started started) {
        this.instance = instance;
        this.started = started;
    }

    /** One for all tests of the JVM that want this number of shards. */
    public static TestingGalena shared(int shards) {
        return SHARED.computeIfAbsent(shards, _ -> {
            var galena = start(Map.of("galena.ephemeral", "true", "galena.shards", Integer.toString(shards)));
            Runtime.getRuntime().addShutdownHook(new Thread(galena::close));
            return galena;
        });
    }

    /** One for the caller alone, with these properties beside those that tests need. */
    public static TestingGalena start(Map<String, String> properties) {
        var all = new HashMap<>(Map.of("galena.access-key", ACCESS_KEY, "galena.secret-key", SECRET_KEY));
        all.putAll(properties);
        return startWithoutCredentials(all);
    }

    /** One whose root credential is that of the data directory, unless the properties set another. */
    static TestingGalena startWithoutCredentials(Map<String, String> properties) {
        var options = new HashMap<String, Object>(Map.of(
                "galena.port",
                "0",
                "galena.region",
                REGION,
                "galena.master-key",
                TestingMasterKey.file(),
                "galena.postgres.fsync",
                "false",
                "galena.storage.expiry-interval",
                "200ms",
                "galena.trigger.first-pause",
                "20ms",
                "galena.trigger.longest-pause",
                "200ms",
                "galena.trigger.rest",
                "300ms"));
        options.putAll(properties);
        var started = new Started();
        try {
            return new TestingGalena(StandaloneInstance.start(options, new Progress(System.out), started), started);
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    public URI endpoint() {
        return URI.create(instance.endpoint());
    }

    /** A part of it. */
    public <T> T bean(Class<T> type) {
        return instance.context().getBean(type);
    }

    /** All of its parts of a type. */
    public <T> Collection<T> beans(Class<T> type) {
        return instance.context().getBeansOfType(type).values();
    }

    /** Has the open shards of a table's stream end, and so many follow for each partition of the table. */
    public void cutStream(String table, int perPartition) {
        var id = bean(Catalog.class).find(ACCOUNT, table).orElseThrow().id();
        bean(InternalCalls.class).call(CutStream.NAME, new CutStream.Request(id, perPartition), CutStream.Answer.class);
    }

    /** Waits until something is so, a minute at most. */
    public static void await(String what, BooleanSupplier condition) throws InterruptedException {
        for (var tried = 0; !condition.getAsBoolean(); tried++) {
            assertThat(tried).as("until %s", what).isLessThan(1200);
            Thread.sleep(50);
        }
    }

    /** A new client with the root credential. */
    public DynamoDbClient client() {
        return client(_ -> {});
    }

    /** A new client with further settings. */
    public DynamoDbClient client(Consumer<DynamoDbClientBuilder> settings) {
        return client(endpoint(), settings);
    }

    static DynamoDbClient client(URI endpoint, Consumer<DynamoDbClientBuilder> settings) {
        var builder = DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(REGION))
                .credentialsProvider(credentials());
        settings.accept(builder);
        return builder.build();
    }

    /** A new client of DynamoDB Streams with the root credential. */
    public static DynamoDbStreamsClient streams(URI endpoint, Consumer<DynamoDbStreamsClientBuilder> settings) {
        var builder = DynamoDbStreamsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(REGION))
                .credentialsProvider(credentials());
        settings.accept(builder);
        return builder.build();
    }

    /** The root credential. */
    public static AwsCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY));
    }

    /** Ends it as SIGTERM does. */
    @Override
    public void close() {
        started.close();
    }
}
