package io.galena.stream.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.kit.changelog.LogEntry;
import io.galena.kit.changelog.LogEntryCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts transactions together from messages of PostgreSQL's pgoutput plug-in, protocol version 1: BEGIN, logical messages,
 * COMMIT, one transaction after the other. Everything else is skipped.
 */
final class PgOutput {
    /** Microseconds from 1970 to 2000, where PostgreSQL's clock begins. */
    private static final long EPOCH_2000_MICROS = 946_684_800_000_000L;

    private static final int BEGIN = 'B';
    private static final int MESSAGE = 'M';
    private static final int COMMIT = 'C';

    private List<LogEntry> entries = new ArrayList<>();
    private long bytes;

    /** Takes a message; returns the transaction that it completes. */
    Optional<WalTransaction> take(ByteBuffer message) {
        switch (message.get()) {
            case BEGIN -> begin();
            case MESSAGE -> addEntry(message);
            case COMMIT -> {
                return Optional.of(commit(message));
            }
            default -> {}
        }
        return Optional.empty();
    }

    private void begin() {
        entries = new ArrayList<>();
        bytes = 0;
    }

    private void addEntry(ByteBuffer message) {
        message.get(); // flags: all messages are transactional ones
        message.getLong(); // the message's own position, which orders nothing
        if (text(message).equals(LogEntryCodec.PREFIX)) {
            var content = new byte[message.getInt()];
            message.get(content);
            entries.add(LogEntryCodec.decode(content));
            bytes += content.length;
        }
    }

    private WalTransaction commit(ByteBuffer message) {
        message.get(); // flags
        message.getLong(); // the position of COMMIT
        var end = message.getLong();
        var committed = message.getLong() + EPOCH_2000_MICROS;
        return new WalTransaction(entries, committed / 1000, (int) (committed % 1000), end, bytes);
    }

    private static String text(ByteBuffer message) {
        var begin = message.position();
        while (message.get() != 0) {
            // to the end of the text
        }
        var length = message.position() - begin - 1;
        var bytes = new byte[length];
        message.get(begin, bytes);
        return new String(bytes, UTF_8);
    }
}
