package io.galena.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    /** A data directory that was used once: most cases begin with a copy, which takes less than making one. */
    @TempDir
    private static Path used;

    @TempDir
    Path directory;

    @BeforeAll
    static void useADirectory() {
        EmbeddedPostgres.start(used, Map.of()).close();
    }

    @BeforeEach
    void copy() throws IOException, InterruptedException {
        // Owners and rights, too.
        var copying = new ProcessBuilder("cp", "-a", used + "/.", directory.toString())
                .inheritIO()
                .start();
        assertThat(copying.waitFor()).isZero();
    }

    @Test
    void dataOutlivesARestart() throws SQLException {
        try (var postgres = EmbeddedPostgres.start(directory, Map.of())) {
            postgres.createDatabase("some_data");
            postgres.createDatabase("some_data");
            execute(postgres, "create table t as select 42 as answer");
        }

        try (var postgres = EmbeddedPostgres.start(directory, Map.of())) {
            assertThat(query(postgres, "select answer from t")).isEqualTo("42");
        }
    }

    @Test
    void aDiscardedServerEndsLikeOneThatWasKilled() throws SQLException {
        var postgres = EmbeddedPostgres.start(directory, Map.of());
        postgres.createDatabase("some_data");
        execute(postgres, "create table t as select 42 as answer");
        postgres.discard();
        assertThat(postgres.isAlive()).isFalse();
        postgres.discard();

        try (var recovered = EmbeddedPostgres.start(directory, Map.of())) {
            assertThat(query(recovered, "select answer from t")).isEqualTo("42");
        }
    }

    @Test
    void acknowledgedMeansOnDisk() throws SQLException {
        try (var postgres = EmbeddedPostgres.start(directory, Map.of())) {
            postgres.createDatabase("some_data");

            assertThat(query(postgres, "show fsync")).isEqualTo("on");
            assertThat(query(postgres, "show synchronous_commit")).isEqualTo("on");
            assertThat(query(postgres, "show wal_level")).isEqualTo("logical");
            assertThat(query(postgres, "show data_checksums")).isEqualTo("on");
        }
    }

    @Test
    void aSettingOfTheCallerWinsOverTheDefault() throws SQLException {
        try (var postgres = EmbeddedPostgres.start(directory, Map.of("max_connections", "17"))) {
            postgres.createDatabase("some_data");

            assertThat(query(postgres, "show max_connections")).isEqualTo("17");
        }
    }

    @Test
    void aSecondInstanceOnTheSameDirectoryIsRefused() {
        try (var postgres = EmbeddedPostgres.start(directory, Map.of())) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(directory, Map.of()))
                    .isInstanceOf(EmbeddedPostgresException.class)
                    .hasMessage("The data directory " + directory + " is in use by another instance.");
            assertThat(postgres.isAlive()).isTrue();
        }
    }

    @Test
    void aNewerClusterIsRefusedAndLeftAsItIs() throws IOException {
        Files.writeString(directory.resolve("cluster/PG_VERSION"), "99\n");

        assertThatThrownBy(() -> EmbeddedPostgres.start(directory, Map.of()))
                .hasMessage("The data directory " + directory + " belongs to PostgreSQL 99, this is PostgreSQL 18.");
        assertThat(directory.resolve("cluster/global/pg_control")).exists();
    }

    @Test
    void aCorruptClusterIsRefused() throws IOException {
        Files.delete(directory.resolve("cluster/global/pg_control"));

        assertThatThrownBy(() -> EmbeddedPostgres.start(directory, Map.of()))
                .hasMessage("The data directory " + directory
                        + " is corrupt: cluster/global/pg_control of its database is missing.");
    }

    @Test
    void aDamagedClusterIsRefusedWithTheReasonOfPostgres() throws IOException {
        Files.write(directory.resolve("cluster/global/pg_control"), new byte[8192]);

        assertThatThrownBy(() -> EmbeddedPostgres.start(directory, Map.of()))
                .isInstanceOf(EmbeddedPostgresException.class)
                .message()
                .startsWith("The data directory " + directory + " is corrupt: ")
                .doesNotContain("FATAL", "PANIC", "[", "..")
                .endsWith(".");
    }

    @Test
    void theEndOfTheServerIsNoticed() throws InterruptedException {
        endOfTheServerIsNoticed(PrivilegeMode.detect());
    }

    @Test
    void theEndOfAServerOfAnotherUserIsNoticed() throws InterruptedException {
        assumeTrue(PrivilegeMode.isRoot(), "only root can become nobody");
        endOfTheServerIsNoticed(PrivilegeMode.ROOT_AS_NOBODY);
    }

    private void endOfTheServerIsNoticed(PrivilegeMode mode) throws InterruptedException {
        var noticed = new CountDownLatch(1);
        try (var postgres = EmbeddedPostgres.start(directory, Map.of(), mode)) {
            postgres.onUnexpectedEnd(noticed::countDown);

            ProcessHandle.of(postgres.pid()).orElseThrow().destroyForcibly();

            assertThat(noticed.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void closingItIsNoUnexpectedEnd() throws InterruptedException {
        var noticed = new CountDownLatch(1);
        var postgres = EmbeddedPostgres.start(directory, Map.of());
        postgres.onUnexpectedEnd(noticed::countDown);

        postgres.close();

        assertThat(noticed.await(500, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void aFirstStartThatDiedHalfWayIsBegunAnew() throws IOException, SQLException {
        Files.delete(directory.resolve("initialised"));
        Files.delete(directory.resolve("cluster/global/pg_control"));

        try (var postgres = EmbeddedPostgres.start(directory, Map.of())) {
            postgres.createDatabase("some_data");
            assertThat(query(postgres, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void aStalePidFileOfAnotherProcessIsNoObstacle() throws IOException {
        var pid = ProcessHandle.current().pid();
        Files.writeString(directory.resolve("cluster/postmaster.pid"), pid + "\n" + directory + "\n");

        try (var postgres = EmbeddedPostgres.start(directory, Map.of())) {
            assertThat(postgres.isAlive()).isTrue();
        }
    }

    @Test
    void aTornPidFileIsNoObstacle() throws IOException {
        Files.writeString(directory.resolve("cluster/postmaster.pid"), "\n");

        try (var postgres = EmbeddedPostgres.start(directory, Map.of())) {
            assertThat(postgres.isAlive()).isTrue();
        }
    }

    @Test
    void nobodyElseCanLookInside() throws IOException {
        try (var postgres = EmbeddedPostgres.start(directory, Map.of())) {
            assertThat(postgres.isAlive()).isTrue();
            assertThat(Files.getPosixFilePermissions(directory.resolve("password")))
                    .hasSize(2);
            assertThat(Files.getPosixFilePermissions(directory.resolve("postgres.log")))
                    .hasSize(2);
        }
    }

    @Test
    void theTerminalsInterruptDoesNotReachTheServer() throws IOException {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "process groups are read from /proc");
        try (var postgres = EmbeddedPostgres.start(directory, Map.of())) {
            var ours = processGroup(ProcessHandle.current().pid());

            assertThat(processGroup(postgres.pid())).isEqualTo(postgres.pid()).isNotEqualTo(ours);
        }
    }

    private static long processGroup(long pid) throws IOException {
        var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        // The fields after the name, which is in parentheses: state, parent, group.
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[2]);
    }

    @Test
    void aWrongPasswordIsRefused() {
        try (var postgres = EmbeddedPostgres.start(directory, Map.of())) {
            assertThatThrownBy(() -> java.sql.DriverManager.getConnection(
                                    postgres.jdbcUrl("postgres"), EmbeddedPostgres.USER, "guess")
                            .close())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (var connection = postgres.connect("some_data");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (var connection = postgres.connect("some_data");
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
