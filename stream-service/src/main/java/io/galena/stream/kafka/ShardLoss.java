package io.galena.stream.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.kit.changelog.Topics;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * That changes of a shard were lost, as {@link Topics#SHARD_SPANS} holds it: stream shards which ended before that and are not
 * there were lost with them.
 *
 * @param shard the number of the shard
 * @param at when the last gap was told of, milliseconds since 1970
 */
public record ShardLoss(int shard, long at) {
    private static final Pattern KEY = Pattern.compile("([0-9]{1,9})/lost");

    /** The loss of a record of the topic, if it is one. */
    public static Optional<ShardLoss> parse(String key, String value) {
        var number = KEY.matcher(key);
        return number.matches()
                ? Optional.of(new ShardLoss(Integer.parseInt(number.group(1)), Long.parseLong(value)))
                : Optional.empty();
    }

    /** What publishes it. */
    public ProducerRecord<byte[], byte[]> toRecord() {
        return new ProducerRecord<>(
                Topics.SHARD_SPANS,
                0,
                (shard + "/lost").getBytes(UTF_8),
                Long.toString(at).getBytes(UTF_8));
    }
}
