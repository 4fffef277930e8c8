package io.galena.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class SignalsTest {
    private static final Duration SOON = Duration.ofMinutes(5);
    private static final Duration READY_WITHIN = Duration.ofMinutes(5);

    @TempDir
    Path directory;

    @Test
    void theSignalToEndFinishesRequestsInFlightAndStopsPostgres() throws IOException, InterruptedException {
        try (var galena = GalenaProcess.start(directory.resolve("data"), "--auth", "none")) {
            var servers = descendants(galena);
            assertThat(servers).isNotEmpty();
            var body = "{\"Limit\": 5}";
            try (var socket = new Socket(
                    InetAddress.getLoopbackAddress(), galena.endpoint().getPort())) {
                socket.setSoTimeout((int) SOON.toMillis());
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                send(socket, request(body.length()));
                // The server has read the head, and waits for the body.
                assertThat(in.readLine()).startsWith("HTTP/1.1 100");
                assertThat(in.readLine()).isEmpty();

                galena.process().terminate();
                Thread.sleep(500);
                send(socket, body);

                assertThat(in.readLine()).startsWith("HTTP/1.1 200");
            }
            assertThat(galena.process().awaitEnd(SOON)).isEqualTo(143);
            assertThat(directory.resolve("data/postgres/cluster/postmaster.pid"))
                    .as("what PostgreSQL removes when it has ended in order")
                    .doesNotExist();
            awaitEnd(servers);
        }
    }

    @Test
    void killedAloneItLeavesNoServerBehind() throws IOException, InterruptedException {
        var galena = GalenaProcess.start(directory.resolve("data"));
        var servers = descendants(galena);
        assertThat(servers).isNotEmpty();

        galena.process().kill();

        awaitEnd(servers);
    }

    private static void awaitEnd(List<ProcessHandle> processes) throws InterruptedException {
        var deadline = System.nanoTime() + SOON.toNanos();
        while (processes.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        assertThat(processes).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void aSignalDuringTheStartLeavesNothingBehind() throws IOException, InterruptedException {
        var temporary = Files.createDirectory(directory.resolve("tmp"));
        var arguments = List.of("--ephemeral", "--port=0", "--master-key", TestingMasterKey.file());
        var process = ChildProcess.java(
                GalenaApplication.class.getName(), List.of("-Djava.io.tmpdir=" + temporary), arguments);
        process.awaitLine(line -> line.contains("PostgreSQL"), SOON);

        process.terminate();

        assertThat(process.awaitEnd(SOON)).isEqualTo(143);
        try (var left = Files.list(temporary)) {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith("galena-")))
                    .isEmpty();
        }
    }

    @Test
    void theEndOfPostgresIsTheEndOfGalena() throws IOException, InterruptedException {
        var data = directory.resolve("data");
        var runFile = directory.resolve("galena.run");
        var galena = GalenaProcess.launch(data, List.of("-Dgalena.run-file=" + runFile));
        galena.awaitLine(line -> line.startsWith("Stop with"), READY_WITHIN);
        assertThat(runFile).exists();
        var postmaster = Long.parseLong(Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"))
                .getFirst());

        ProcessHandle.of(postmaster).orElseThrow().destroyForcibly();

        assertThat(galena.awaitEnd(SOON)).isEqualTo(1);
        assertThat(galena.output())
                .containsOnlyOnce("galena: PostgreSQL has ended unexpectedly, and so does Galena; its log is "
                        + data.resolve("postgres/postgres.log") + ".");
        assertThat(runFile).doesNotExist();
        GalenaProcess.start(data).close();
    }

    @Test
    @EnabledIfSystemProperty(named = "galena.long", matches = "true")
    void whatAKilledInstanceWouldHaveThrownAwayIsRemovedByTheNext() throws IOException, InterruptedException {
        var temporary = Files.createDirectory(directory.resolve("tmp"));
        var killed = launchEphemeral(temporary);
        var abandoned = entries(temporary);
        assertThat(abandoned).singleElement().asString().startsWith("galena-");
        killed.killTree();
        Files.createDirectory(temporary.resolve("galena-of-somebody-else"));
        try (var living = launchEphemeral(temporary)) {
            var present = entries(temporary);
            assertThat(present).hasSize(2).contains("galena-of-somebody-else").doesNotContainAnyElementsOf(abandoned);

            try (var third = launchEphemeral(temporary)) {
                assertThat(entries(temporary)).hasSize(3).containsAll(present);
                assertThat(third.isAlive()).isTrue();
            }
            assertThat(living.isAlive()).isTrue();
        }
        assertThat(entries(temporary)).containsExactly("galena-of-somebody-else");
    }

    private static ChildProcess launchEphemeral(Path temporary) throws IOException, InterruptedException {
        var process = ChildProcess.java(
                GalenaApplication.class.getName(),
                List.of("-Djava.io.tmpdir=" + temporary),
                List.of("--ephemeral", "--port=0", "--master-key", TestingMasterKey.file()));
        process.awaitLine(line -> line.startsWith("Stop with"), READY_WITHIN);
        return process;
    }

    private static List<String> entries(Path temporary) throws IOException {
        try (var paths = Files.list(temporary)) {
            return paths.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("galena-"))
                    .toList();
        }
    }

    private static List<ProcessHandle> descendants(GalenaProcess galena) {
        return ProcessHandle.of(galena.process().pid())
                .orElseThrow()
                .descendants()
                .toList();
    }

    private static String request(int length) {
        return "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Amz-Target: DynamoDB_20120810.ListTables\r\n"
                + "Content-Type: application/x-amz-json-1.0\r\n"
                + "Authorization: AWS4-HMAC-SHA256 Credential=any/20260101/" + TestingGalena.REGION
                + "/dynamodb/aws4_request, SignedHeaders=host, Signature=any\r\nX-Amz-Date: 20260101T000000Z\r\n"
                + "Expect: 100-continue\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }
}
