package io.galena.stream.capture;

import java.sql.SQLException;
import java.util.Optional;

/**
 * Where a worker goes on. A position counts on the server that it was taken on, and on a standby of it that was promoted later,
 * as long as the standby had got that far.
 */
final class StartPosition {
    private StartPosition() {}

    /**
     * The position behind which changes are to be published.
     *
     * @param published how far Kafka is, if it has anything of the shard
     * @throws CaptureGapException when the log cannot be gone on with: Kafka holds what the shard does not, or the other way
     *     round
     */
    static long of(WalStream wal, Optional<CapturePosition> published) throws SQLException {
        if (published.isEmpty()) {
            return 0;
        }
        var position = published.get();
        var server = wal.server();
        if (!position.server().system().equals(server.system())) {
            throw new CaptureGapException("The shard is another database than the one that was captured");
        }
        return position.end();
    }
}
