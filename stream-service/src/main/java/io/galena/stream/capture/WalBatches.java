package io.galena.stream.capture;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts transactions of a shard together to batches, which are published as one. For one thread. */
final class WalBatches {
    private static final long BYTES = 4L * 1024 * 1024;
    private static final int TRANSACTIONS = 1000;

    private final WalStream wal;
    private Optional<WalTransaction> waiting = Optional.empty();

    WalBatches(WalStream wal) {
        this.wal = wal;
    }

    /** What is there to publish, up to a batch. One that tells of a gap comes alone. */
    List<WalTransaction> next() throws SQLException {
        var batch = new ArrayList<WalTransaction>();
        var bytes = 0L;
        while (bytes < BYTES && batch.size() < TRANSACTIONS) {
            var next = poll();
            if (next.isEmpty()) {
                break;
            }
            var transaction = next.get();
            if (transaction.isGap() && !batch.isEmpty()) {
                waiting = next;
                break;
            }
            batch.add(transaction);
            bytes += transaction.bytes();
            if (transaction.isGap()) {
                break;
            }
        }
        return batch;
    }

    private Optional<WalTransaction> poll() throws SQLException {
        if (waiting.isPresent()) {
            var next = waiting;
            waiting = Optional.empty();
            return next;
        }
        for (var next = wal.poll(); next.isPresent(); next = wal.poll()) {
            if (!next.get().entries().isEmpty()) {
                return next;
            }
        }
        return Optional.empty();
    }
}
