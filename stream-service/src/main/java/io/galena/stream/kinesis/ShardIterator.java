package io.galena.stream.kinesis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.kit.kinesis.StreamReference;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A place in a shard from which to read on, as clients carry it about. Nothing in it is secret, and nobody gets at other accounts'
 * streams by changing it: the stream is looked up among the caller's, and the place is checked where it is used.
 *
 * @param name the stream's name
 * @param stream its number: another stream of that name has another one
 * @param shard counted from 0
 * @param generation that of Kafka's data in which the offset counts
 * @param made when it was handed out: it expires
 */
record ShardIterator(String name, long stream, int shard, long generation, long offset, Instant made) {
    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final Pattern TEXT = Pattern.compile(
            "([a-zA-Z0-9_.-]{1,128})/([0-9]{1,18})/([0-9]{1,5})/([0-9]{1,9})/([0-9]{1,18})/([0-9]{1,15})");

    /** @throws DynamoDbException INVALID_ARGUMENT for what is no iterator */
    static ShardIterator parse(String text) {
        var parts = TEXT.matcher(decoded(text));
        if (!parts.matches()) {
            throw invalid();
        }
        return new ShardIterator(
                parts.group(1),
                Long.parseLong(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                Long.parseLong(parts.group(4)),
                Long.parseLong(parts.group(5)),
                Instant.ofEpochMilli(Long.parseLong(parts.group(6))));
    }

    /** One for a place that the stream has now. */
    static ShardIterator at(KinesisStreamDescriptor stream, int shard, long offset, Instant now) {
        return new ShardIterator(stream.name(), stream.id(), shard, stream.generation(), offset, now);
    }

    /** That a text is no iterator, or one that was never handed out. */
    static DynamoDbException invalid() {
        return StreamReference.invalid("Invalid ShardIterator.");
    }

    /** @throws DynamoDbException EXPIRED_ITERATOR five minutes after it was handed out */
    void requireFresh(Instant now) {
        if (made.plus(LIFETIME).isBefore(now)) {
            throw new DynamoDbException(
                    ErrorType.EXPIRED_ITERATOR,
                    "Iterator expired. The iterator was created at time " + made
                            + " while right now it is " + now
                            + " which is further in the future than the tolerated delay of " + LIFETIME.toMillis()
                            + " milliseconds.");
        }
    }

    /** The text that clients see. */
    @Override
    public String toString() {
        var text = name + "/" + stream + "/" + shard + "/" + generation + "/" + offset + "/" + made.toEpochMilli();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(US_ASCII));
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getUrlDecoder().decode(base64), US_ASCII);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }
}
