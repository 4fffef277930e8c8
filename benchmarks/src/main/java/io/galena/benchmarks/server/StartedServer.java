package io.galena.benchmarks.server;

import io.galena.benchmarks.http.Authorization;
import io.galena.benchmarks.http.Client;
import io.galena.benchmarks.http.Endpoint;
import io.galena.benchmarks.http.RequestWriter;
import io.galena.benchmarks.http.SignatureV4;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, which this one started and ends. It takes Galena's usual credential. */
public final class StartedServer implements AutoCloseable {
    /** The first start of Galena may build it. */
    private static final Duration READY_WITHIN = Duration.ofMinutes(15);

    private static final Duration ENDED_WITHIN = Duration.ofMinutes(2);
    private static final int LOOK_EVERY_MILLIS = 50;

    private final Process process;
    private final RequestWriter writer;

    private StartedServer(Process process, RequestWriter writer) {
        this.process = process;
        this.writer = writer;
    }

    /**
     * Starts {@code bin/galena}.
     *
     * @param home the directory of the project
     * @param log the file that its output goes to
     * @param options of {@code galena start}, beside the port
     */
    public static StartedServer galena(Path home, Path log, List<String> options)
            throws IOException, InterruptedException {
        var port = freePort();
        var command = new ArrayList<>(
                List.of(home.resolve("bin/galena").toString(), "start", "--port", Integer.toString(port)));
        command.addAll(options);
        return start(command, log, port);
    }

    /**
     * Starts DynamoDB Local.
     *
     * @param jars the directory of its jars and native libraries
     * @param log the file that its output goes to
     * @param options beside the port, such as {@code -inMemory}
     */
    public static StartedServer dynamoDbLocal(Path jars, Path log, List<String> options)
            throws IOException, InterruptedException {
        var port = freePort();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.library.path=" + jars,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                jars + "/*",
                "software.amazon.dynamodb.services.local.main.ServerRunner",
                "-disableTelemetry",
                "-port",
                Integer.toString(port)));
        command.addAll(options);
        return start(command, log, port);
    }

    private static StartedServer start(List<String> command, Path log, int port)
            throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        endWithThisProgram(process);
        Authorization authorization = new SignatureV4("galena", "galena-secret", "us-east-1");
        var server = new StartedServer(process, new RequestWriter(new Endpoint("127.0.0.1", port), authorization));
        try {
            server.awaitReady(log);
            return server;
        } catch (IOException | InterruptedException e) {
            server.close();
            throw e;
        }
    }

    /** If this program is ended, the server must not stay behind, also if that is under way already. */
    private static void endWithThisProgram(Process process) {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        } catch (IllegalStateException e) {
            process.destroy();
            throw e;
        }
    }

    private void awaitReady(Path log) throws IOException, InterruptedException {
        var end = System.nanoTime() + READY_WITHIN.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException("A server did not start:\n" + Files.readString(log));
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private boolean isReady() {
        try (var client = new Client(writer)) {
            return client.call("ListTables", "{}").has("TableNames");
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Makes requests to it. */
    public RequestWriter writer() {
        return writer;
    }

    /** Its process. */
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (process.waitFor(ENDED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
