package io.galena.stream.capture;

import io.galena.stream.kafka.ServerIdentity;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How far a shard's changes are in Kafka. Published in the transaction that publishes them.
 *
 * @param server the history that the position belongs to
 * @param end the end of the last COMMIT that was published, or a position without one still to come before it
 * @param generation that of Kafka's data: how often it had lost changes
 */
record CapturePosition(ServerIdentity server, long end, long generation) {
    private static final Pattern TEXT = Pattern.compile("([0-9]+)/([0-9]+)/([0-9]+)(?:/([0-9]+))?");

    /** The position that a text stands for, if it is one. */
    static Optional<CapturePosition> parse(String text) {
        var matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new CapturePosition(
                        new ServerIdentity(matcher.group(1), Integer.parseInt(matcher.group(2))),
                        Long.parseUnsignedLong(matcher.group(3)),
                        matcher.group(4) == null ? 0 : Long.parseLong(matcher.group(4))))
                : Optional.empty();
    }

    /** System identifier, timeline, position and generation, as the topic holds them. */
    @Override
    public String toString() {
        return server.system() + "/" + server.timeline() + "/" + Long.toUnsignedString(end) + "/" + generation;
    }
}
