package io.galena.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of a JVM leaves no server behind and loses nothing, in each way of starting the server. */
class KilledJvmTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void asWhoeverRunsTheTests() throws IOException, InterruptedException, SQLException {
        var child = ChildJvm.start(directory, Optional.empty());

        child.kill();

        assertThat(child.serverEndsWithin(SOON)).isTrue();
        assertThat(acknowledgedRows(PrivilegeMode.detect())).isEqualTo(1);
    }

    @Test
    void asRootWithoutNamespaces() throws IOException, InterruptedException, SQLException {
        assumeTrue(PrivilegeMode.isRoot(), "only root can become nobody");
        var child = ChildJvm.start(directory, Optional.of(PrivilegeMode.ROOT_AS_NOBODY));

        child.kill();

        assertThat(child.serverEndsWithin(SOON)).isTrue();
        assertThat(acknowledgedRows(PrivilegeMode.ROOT_AS_NOBODY)).isEqualTo(1);
        assertThat(acknowledgedRows(PrivilegeMode.detect())).isEqualTo(1);
    }

    @Test
    void asAnOrdinaryUser() throws IOException, InterruptedException {
        assumeTrue(PrivilegeMode.isRoot(), "only root can become somebody else");
        var child = ChildJvm.startAsNobody(directory, Optional.empty());

        child.kill();

        assertThat(child.serverEndsWithin(SOON)).isTrue();
    }

    @Test
    void asAnOrdinaryUserWithoutTheKernelsHelp() throws IOException, InterruptedException {
        var mode = Optional.of(PrivilegeMode.ORDINARY_USER_WATCHED);
        var child = PrivilegeMode.isRoot() ? ChildJvm.startAsNobody(directory, mode) : ChildJvm.start(directory, mode);

        child.kill();

        assertThat(child.serverEndsWithin(SOON)).isTrue();
    }

    private int acknowledgedRows(PrivilegeMode mode) throws SQLException {
        try (var postgres = EmbeddedPostgres.start(directory, Map.of(), mode);
                var connection = postgres.connect("postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from acknowledged")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
