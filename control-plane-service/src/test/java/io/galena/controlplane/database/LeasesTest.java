package io.galena.controlplane.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.postgres.EmbeddedPostgres;
import io.galena.postgres.testing.TestingPostgres;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeasesTest {
    private final String name = TestingPostgres.freshDatabase();
    private CatalogDatabase database;
    private Leases mine;
    private Leases others;

    @BeforeEach
    void open() {
        var server = TestingPostgres.server();
        database = CatalogDatabase.open(
                new DatabaseAddress(server.jdbcUrl(name), EmbeddedPostgres.USER, server.password(), 6));
        mine = database.leases();
        others = database.leases();
    }

    @AfterEach
    void close() {
        mine.close();
        others.close();
        database.close();
    }

    @Test
    void oneHolderAtATime() {
        try (var lease = mine.tryAcquire(1).orElseThrow()) {
            assertThat(lease).isNotNull();
            assertThat(mine.tryAcquire(1)).isEmpty();
            assertThat(others.tryAcquire(1)).isEmpty();
            others.tryAcquire(2).orElseThrow().close();
        }

        others.tryAcquire(1).orElseThrow().close();
    }

    @Test
    void kindsOfWorkOnOneTableDoNotExcludeEachOther() {
        assertThat(mine.tryAcquire(1)).isPresent();
        assertThat(mine.tryAcquireForBackfill(1)).isPresent();
        assertThat(mine.tryAcquireForExpiries(1)).isPresent();

        assertThat(others.tryAcquire(1)).isEmpty();
        assertThat(others.tryAcquireForBackfill(1)).isEmpty();
        assertThat(others.tryAcquireForExpiries(1)).isEmpty();
    }

    @Test
    void leasesOfOneThatGoesAwayAreFree() {
        assertThat(mine.tryAcquire(1)).isPresent();

        mine.close();

        // The server sees that a moment later.
        var end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        var acquired = others.tryAcquire(1);
        while (acquired.isEmpty() && System.nanoTime() < end) {
            acquired = others.tryAcquire(1);
        }
        assertThat(acquired).isPresent();
    }

    @Test
    void brokenConnectionIsReplaced() throws SQLException {
        mine.tryAcquire(1).orElseThrow().close();

        try (var connection = TestingPostgres.server().connect(name);
                var statement = connection.createStatement()) {
            statement.execute("""
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where datname = current_database() and query like '%advisory%' and pid <> pg_backend_pid()
                    """);
        }

        assertThat(mine.tryAcquire(1)).isPresent();
    }
}
