package io.galena.stream.trigger.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.stream.trigger.delivery.WindowState.Turn;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;

/** The bodies of invocations. */
public final class Payload {
    /** The most bytes of an invocation. */
    public static final int MAX_BYTES = 6 * 1024 * 1024;

    /** What is around the records, at most, apart from the state of a window. */
    public static final int ENVELOPE = 1024;

    private Payload() {}

    /** An event of some records, and of a turn of a tumbling window if there are windows. */
    static byte[] of(List<EventRecord> records, Optional<Turn> turn, Source source) {
        var size = records.stream().mapToInt(record -> record.json().length + 1).sum();
        var event = new ByteArrayOutputStream(size + ENVELOPE);
        event.writeBytes("{\"Records\":[".getBytes(UTF_8));
        for (var i = 0; i < records.size(); i++) {
            if (i > 0) {
                event.write(',');
            }
            event.writeBytes(records.get(i).json());
        }
        event.write(']');
        turn.ifPresent(present -> event.writeBytes(members(present, source).getBytes(UTF_8)));
        event.write('}');
        return event.toByteArray();
    }

    private static String members(Turn turn, Source source) {
        return """
                ,"window":{"start":"%s","end":"%s"},"state":%s,"shardId":"%s","eventSourceARN":"%s","isFinalInvokeForWindow":%s,"isWindowTerminatedEarly":%s\
                """.formatted(
                        turn.window().start(),
                        turn.window().end(turn.length()),
                        turn.window().state(),
                        source.shardId(),
                        source.streamArn(),
                        turn.last(),
                        turn.early());
    }

    /** Where records come from. */
    public record Source(String streamArn, String shardId) {}
}
