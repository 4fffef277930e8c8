package io.galena.stream.kafka;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a stream shard begins or ends in its Kafka partition, as {@link io.galena.kit.changelog.Topics#SHARD_SPANS} holds it.
 *
 * @param closes whether this is the end
 * @param offset that of the mark, which lies before the shard's first record or behind its last one
 * @param at when the shard was opened or closed, milliseconds since 1970
 */
public record SpanEdge(String shardId, boolean closes, long offset, long at) {
    private static final Pattern KEY = Pattern.compile("(.+)/(opened|closed)");
    private static final Pattern VALUE = Pattern.compile("([0-9]+)/([0-9]+)");

    /** The edge of a record of the topic, if it is one. */
    public static Optional<SpanEdge> parse(String key, String value) {
        var names = KEY.matcher(key);
        var numbers = VALUE.matcher(value);
        return names.matches() && numbers.matches()
                ? Optional.of(new SpanEdge(
                        names.group(1),
                        names.group(2).equals("closed"),
                        Long.parseLong(numbers.group(1)),
                        Long.parseLong(numbers.group(2))))
                : Optional.empty();
    }

    /** The record's key. */
    public String key() {
        return shardId + (closes ? "/closed" : "/opened");
    }

    /** The record's value. */
    public String value() {
        return offset + "/" + at;
    }
}
