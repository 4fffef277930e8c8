package io.galena.stream.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.stream.read.Position;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A place in a stream shard from which to read on, as clients carry it about. Nothing in it is secret, and nobody gets at other
 * accounts' streams by changing it: the stream is looked up among the caller's.
 *
 * @param made when it was handed out: it expires
 */
record ShardIterator(String streamArn, String shardId, Position position, Instant made) {
    private static final Pattern TEXT = Pattern.compile("(arn:.+)\\|1\\|([A-Za-z0-9_-]+)");
    private static final Pattern PAYLOAD = Pattern.compile("([^|]+)\\|([0-9]{1,6})\\|(-1|[0-9]{1,18})\\|([0-9]{1,15})");

    /** @throws DynamoDbException VALIDATION for what is no iterator */
    static ShardIterator parse(String text) {
        var outer = TEXT.matcher(text);
        if (!outer.matches()) {
            throw invalid();
        }
        var inner = PAYLOAD.matcher(decoded(outer.group(2)));
        if (!inner.matches()) {
            throw invalid();
        }
        return new ShardIterator(
                outer.group(1),
                inner.group(1),
                new Position(Long.parseLong(inner.group(2)), Long.parseLong(inner.group(3))),
                Instant.ofEpochMilli(Long.parseLong(inner.group(4))));
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getUrlDecoder().decode(base64), UTF_8);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    private static DynamoDbException invalid() {
        return DynamoDbException.validation("Invalid ShardIterator");
    }

    /** The text that clients see. */
    @Override
    public String toString() {
        var payload = shardId + "|" + position.generation() + "|" + position.offset() + "|" + made.toEpochMilli();
        return streamArn + "|1|" + Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(UTF_8));
    }
}
