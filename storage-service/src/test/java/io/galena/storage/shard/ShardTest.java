package io.galena.storage.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.storage.testing.TestingEngine;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ShardTest {
    /** As the server's socket has them: a host without power closes no connection, and its sessions may hold locks. */
    private static final String LOST_CLIENTS = """
            SELECT concat_ws(' ', current_setting('tcp_keepalives_idle'), current_setting('tcp_keepalives_interval'),
                current_setting('tcp_keepalives_count'), current_setting('tcp_user_timeout'))""";

    @Test
    void theServerNoticesSoonThatAClientsHostIsGone() throws SQLException {
        var shard = TestingEngine.shared(1).shards().all().getFirst();
        try (var own = shard.connect("test");
                var pooled = shard.pool().getConnection()) {
            assertThat(ask(own)).isEqualTo("10 5 3 30000");
            assertThat(ask(pooled)).isEqualTo("10 5 3 30000");
        }
    }

    private static String ask(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(LOST_CLIENTS)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
