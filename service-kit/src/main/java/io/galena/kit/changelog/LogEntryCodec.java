package io.galena.kit.changelog;

import io.galena.kit.changelog.LogEntry.Cause;
import io.galena.kit.changelog.LogEntry.Image;
import io.galena.kit.changelog.LogEntry.OpenSpan;
import io.galena.kit.changelog.LogEntry.ShardSpan;
import io.galena.kit.changelog.LogEntry.TopicPlace;
import io.galena.kit.changelog.LogEntry.Transaction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Entries as messages in PostgreSQL's write-ahead log: a schema byte, a byte for the kind of entry, then its members in order;
 * integers in big-endian order, arrays behind their length. {@code decode(encode(x))} equals x.
 */
public final class LogEntryCodec {
    /** The prefix of the messages, by which capture knows them. */
    public static final String PREFIX = "galena";

    private static final int SCHEMA = 1;
    private static final int CHANGE = 1;
    private static final int TURN = 2;
    private static final int GAP = 3;
    private static final int FENCE = 4;
    private static final int ABSENT = -1;

    private LogEntryCodec() {}

    /** The message of an entry. */
    public static byte[] encode(LogEntry entry) {
        var bytes = new ByteArrayOutputStream(256);
        try {
            var out = new DataOutputStream(bytes);
            out.writeByte(SCHEMA);
            switch (entry) {
                case LogEntry.Change change -> write(change, out);
                case LogEntry.Turn turn -> write(turn, out);
                case LogEntry.Gap gap -> write(gap, out);
                case LogEntry.Fence fence -> write(fence, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * The entry of a message.
     *
     * @throws IllegalArgumentException for bytes that this program does not understand
     */
    public static LogEntry decode(byte[] message) {
        try {
            var in = new DataInputStream(new ByteArrayInputStream(message));
            var schema = in.readUnsignedByte();
            if (schema != SCHEMA) {
                throw new IllegalArgumentException("Unknown schema of a log entry: " + schema);
            }
            var kind = in.readUnsignedByte();
            return switch (kind) {
                case CHANGE -> readChange(in);
                case TURN -> readTurn(in);
                case GAP -> readGap(in);
                case FENCE -> new LogEntry.Fence(in.readLong(), in.readInt(), in.readInt(), in.readLong());
                default -> throw new IllegalArgumentException("Unknown kind of a log entry: " + kind);
            };
        } catch (IOException e) {
            throw new IllegalArgumentException("A log entry is cut short", e);
        }
    }

    private static void write(LogEntry.Change change, DataOutputStream out) throws IOException {
        out.writeByte(CHANGE);
        out.writeLong(change.tableId());
        out.writeInt(change.kafkaPartition());
        out.writeLong(change.epoch());
        out.writeLong(change.streamId());
        out.writeInt(change.partitionId());
        out.writeLong(change.partitionEpoch());
        out.writeLong(change.version());
        out.writeByte(change.cause().code());
        out.writeUTF(change.origin());
        out.writeUTF(change.transaction().map(Transaction::id).orElse(""));
        out.writeLong(change.transaction().map(Transaction::decided).orElse(0L));
        write(change.rowKey(), out);
        write(change.keys(), out);
        write(change.oldImage(), out);
        write(change.newImage(), out);
    }

    private static LogEntry.Change readChange(DataInputStream in) throws IOException {
        return new LogEntry.Change(
                in.readLong(),
                in.readInt(),
                in.readLong(),
                in.readLong(),
                in.readInt(),
                in.readLong(),
                in.readLong(),
                Cause.of(in.readUnsignedByte()),
                in.readUTF(),
                Optional.of(new Transaction(in.readUTF(), in.readLong()))
                        .filter(transaction -> !transaction.id().isEmpty()),
                readBytes(in, in.readInt()),
                readBytes(in, in.readInt()),
                readImage(in),
                readImage(in));
    }

    private static void write(LogEntry.Turn turn, DataOutputStream out) throws IOException {
        out.writeByte(TURN);
        out.writeLong(turn.tableId());
        out.writeInt(turn.topicPartitions());
        write(turn.closed(), out);
        write(turn.opened(), out);
    }

    private static LogEntry.Turn readTurn(DataInputStream in) throws IOException {
        return new LogEntry.Turn(in.readLong(), in.readInt(), readSpans(in), readSpans(in));
    }

    private static void write(LogEntry.Fence fence, DataOutputStream out) throws IOException {
        out.writeByte(FENCE);
        out.writeLong(fence.tableId());
        out.writeInt(fence.kafkaPartition());
        out.writeInt(fence.indexId());
        out.writeLong(fence.round());
    }

    private static void write(List<ShardSpan> spans, DataOutputStream out) throws IOException {
        out.writeInt(spans.size());
        for (var span : spans) {
            write(span, out);
        }
    }

    private static void write(LogEntry.Gap gap, DataOutputStream out) throws IOException {
        out.writeByte(GAP);
        out.writeUTF(gap.reason());
        out.writeInt(gap.open().size());
        for (var open : gap.open()) {
            out.writeLong(open.tableId());
            write(open.span(), out);
        }
        out.writeInt(gap.others().size());
        for (var place : gap.others()) {
            out.writeLong(place.tableId());
            out.writeInt(place.kafkaPartition());
        }
    }

    private static LogEntry.Gap readGap(DataInputStream in) throws IOException {
        var reason = in.readUTF();
        var open = new ArrayList<OpenSpan>();
        for (var left = in.readInt(); left > 0; left--) {
            open.add(new OpenSpan(in.readLong(), readSpan(in)));
        }
        var others = new ArrayList<TopicPlace>();
        for (var left = in.readInt(); left > 0; left--) {
            others.add(new TopicPlace(in.readLong(), in.readInt()));
        }
        return new LogEntry.Gap(reason, open, others);
    }

    private static void write(ShardSpan span, DataOutputStream out) throws IOException {
        out.writeUTF(span.shardId());
        out.writeLong(span.streamId());
        out.writeLong(span.epoch());
        out.writeInt(span.kafkaPartition());
    }

    private static List<ShardSpan> readSpans(DataInputStream in) throws IOException {
        var spans = new ArrayList<ShardSpan>();
        for (var left = in.readInt(); left > 0; left--) {
            spans.add(readSpan(in));
        }
        return spans;
    }

    private static ShardSpan readSpan(DataInputStream in) throws IOException {
        return new ShardSpan(in.readUTF(), in.readLong(), in.readLong(), in.readInt());
    }

    private static void write(Optional<Image> image, DataOutputStream out) throws IOException {
        if (image.isEmpty()) {
            out.writeInt(ABSENT);
            return;
        }
        write(image.get().bytes(), out);
        out.writeInt(image.get().size());
    }

    private static Optional<Image> readImage(DataInputStream in) throws IOException {
        var length = in.readInt();
        return length == ABSENT ? Optional.empty() : Optional.of(new Image(readBytes(in, length), in.readInt()));
    }

    private static void write(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in, int length) throws IOException {
        if (length < 0 || length > in.available()) {
            throw new IllegalArgumentException("A log entry is cut short");
        }
        return in.readNBytes(length);
    }
}
