package io.galena.standalone;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A standalone Galena in a process of its own, as {@code bin/galena} starts it. */
final class GalenaProcess implements AutoCloseable {
    static final Duration READY_WITHIN = Duration.ofMinutes(5);
    private static final String ENDPOINT = "  Endpoint";

    private final ChildProcess process;
    private final URI endpoint;

    private GalenaProcess(ChildProcess process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Starts it on a free port and waits until it is ready. Its PostgreSQL does not wait for the disk, to be quicker. */
    static GalenaProcess start(Path dataDirectory, String... options) throws IOException, InterruptedException {
        return start(dataDirectory, List.of("-Dgalena.postgres.fsync=false"), options);
    }

    /** The same with options of the JVM, and without any of our own. */
    static GalenaProcess start(Path dataDirectory, List<String> jvmOptions, String... options)
            throws IOException, InterruptedException {
        var process = launch(dataDirectory, jvmOptions, options);
        var line = process.awaitLine(each -> each.startsWith(ENDPOINT), READY_WITHIN);
        process.awaitLine(each -> each.startsWith("Stop with"), READY_WITHIN);
        return new GalenaProcess(
                process, URI.create(line.substring(ENDPOINT.length()).strip()));
    }

    /** Starts it and waits for nothing. */
    static ChildProcess launch(Path dataDirectory, List<String> jvmOptions, String... options)
            throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of("--data-dir", dataDirectory.toString(), "--port=0"));
        arguments.addAll(List.of("--region", TestingGalena.REGION, "--master-key", TestingMasterKey.file()));
        arguments.addAll(List.of("--access-key", TestingGalena.ACCESS_KEY, "--secret-key", TestingGalena.SECRET_KEY));
        arguments.addAll(List.of(options));
        return ChildProcess.java(GalenaApplication.class.getName(), jvmOptions, arguments);
    }

    ChildProcess process() {
        return process;
    }

    URI endpoint() {
        return endpoint;
    }

    /** A client that sends each request once. */
    DynamoDbClient client() {
        return TestingGalena.client(
                endpoint,
                client -> client.overrideConfiguration(
                        settings -> settings.retryStrategy(DefaultRetryStrategy.doNotRetry())));
    }

    @Override
    public void close() {
        process.close();
    }
}
