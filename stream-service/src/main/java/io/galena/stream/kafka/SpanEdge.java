package io.galena.stream.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.kit.changelog.LogEntry.ShardSpan;
import io.galena.kit.changelog.Topics;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Where a stream shard begins or ends in its Kafka partition, or has its last gap, as {@link Topics#SHARD_SPANS} holds it.
 *
 * @param shard the number of the shard whose log it comes from
 * @param offset that of the mark, which lies before the shard's first record, behind its last one, or behind what is missing
 * @param at the mark's time, milliseconds since 1970
 * @param generation the generation of Kafka's data that the offset counts in
 */
public record SpanEdge(Kind kind, int shard, long tableId, ShardSpan span, long offset, long at, long generation) {
    private static final Pattern KEY = Pattern.compile("(.+)/(opened|closed|gap)");
    private static final Pattern VALUE =
            Pattern.compile("([0-9]+)/([0-9]+)/([0-9]+)/([0-9]+)/([0-9]+)/([0-9]+)/([0-9]+)(?:/([0-9]+))?");

    /** The edge of a record of the topic, if it is one. */
    public static Optional<SpanEdge> parse(String key, String value) {
        var names = KEY.matcher(key);
        var numbers = VALUE.matcher(value);
        if (!names.matches() || !numbers.matches()) {
            return Optional.empty();
        }
        var span = new ShardSpan(
                names.group(1),
                Long.parseLong(numbers.group(5)),
                Long.parseLong(numbers.group(6)),
                Integer.parseInt(numbers.group(7)));
        return Optional.of(new SpanEdge(
                Kind.of(names.group(2)),
                Integer.parseInt(numbers.group(3)),
                Long.parseLong(numbers.group(4)),
                span,
                Long.parseLong(numbers.group(1)),
                Long.parseLong(numbers.group(2)),
                numbers.group(8) == null ? 0 : Long.parseLong(numbers.group(8))));
    }

    /** The key of such an edge of a stream shard. */
    public static String key(String shardId, Kind kind) {
        return shardId + "/" + kind.text;
    }

    /** The record's key. */
    public String key() {
        return key(span.shardId(), kind);
    }

    /** What publishes it. */
    public ProducerRecord<byte[], byte[]> toRecord() {
        var value = offset + "/" + at + "/" + shard + "/" + tableId + "/" + span.streamId() + "/" + span.epoch() + "/"
                + span.kafkaPartition() + "/" + generation;
        return new ProducerRecord<>(Topics.SHARD_SPANS, 0, key().getBytes(UTF_8), value.getBytes(UTF_8));
    }

    /** What is there. */
    public enum Kind {
        OPENED("opened"),
        CLOSED("closed"),
        GAP("gap");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        private static Kind of(String text) {
            return switch (text) {
                case "opened" -> OPENED;
                case "closed" -> CLOSED;
                default -> GAP;
            };
        }
    }
}
