package io.galena.stream.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Where in a shard's log a record in Kafka comes from: every record of a table's topic has it as a header. By it a worker knows
 * what a partition holds already, whatever the position says: after a crash of the machine either may be behind the other.
 *
 * @param end the end of the COMMIT of the record's transaction
 * @param number the number of the record in its transaction; it grows
 */
public record LogPlace(ServerIdentity server, long end, long number) {
    public static final String HEADER = "place";

    private static final Pattern TEXT = Pattern.compile("([0-9]+)/([0-9]+)/([0-9]+)/([0-9]+)");

    /** That of a record, if it says so: what older versions of Galena wrote does not. */
    public static Optional<LogPlace> of(Headers headers) {
        var header = headers.lastHeader(HEADER);
        if (header == null) {
            return Optional.empty();
        }
        return parse(new String(header.value(), UTF_8));
    }

    /** That of a text, if it is one. */
    public static Optional<LogPlace> parse(String text) {
        var matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new LogPlace(
                        new ServerIdentity(matcher.group(1), Integer.parseInt(matcher.group(2))),
                        Long.parseUnsignedLong(matcher.group(3)),
                        Long.parseLong(matcher.group(4))))
                : Optional.empty();
    }

    /** Whether this one lies behind another of the same history. */
    public boolean isBehind(LogPlace other) {
        var ends = Long.compareUnsigned(end, other.end);
        return ends != 0 ? ends > 0 : number > other.number;
    }

    /** Whether this is the place of the same record, perhaps as a promoted server names it. */
    public boolean isSame(LogPlace other) {
        return end == other.end && number == other.number;
    }

    /** The text that {@link #parse} understands. */
    public String text() {
        return server.system() + "/" + server.timeline() + "/" + Long.toUnsignedString(end) + "/" + number;
    }

    public Header header() {
        return new RecordHeader(HEADER, text().getBytes(UTF_8));
    }
}
