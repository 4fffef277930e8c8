package io.galena.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledJvmTest {
    @TempDir
    Path directory;

    @Test
    void killedJvmLeavesNoServerAndLosesNothing() throws IOException, InterruptedException, SQLException {
        var child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long serverPid;
        try (var output = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            serverPid = Long.parseLong(output.readLine());
        }
        var server = ProcessHandle.of(serverPid).orElseThrow();

        child.destroyForcibly();
        child.waitFor(10, TimeUnit.SECONDS);

        assertThat(server.onExit().orTimeout(20, TimeUnit.SECONDS)).succeedsWithin(java.time.Duration.ofSeconds(25));
        try (var postgres = EmbeddedPostgres.start(directory, Map.of());
                var connection = postgres.connect("postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from acknowledged")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(1);
        }
    }

    /** A process that starts a server, commits a row, tells the server's pid, and waits to be killed. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws SQLException, InterruptedException {
            var postgres = EmbeddedPostgres.start(Path.of(arguments[0]), Map.of());
            try (var connection = postgres.connect("postgres");
                    var statement = connection.createStatement()) {
                statement.execute("create table acknowledged as select 1 as x");
            }
            System.out.println(postgres.pid());
            Thread.sleep(600_000);
        }
    }
}
