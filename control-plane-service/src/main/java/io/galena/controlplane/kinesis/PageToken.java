package io.galena.controlplane.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.kinesis.StreamReference;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Where the next page of shards begins, as clients carry it about. Nothing in it is secret: the stream is looked up among the
 * caller's.
 *
 * @param stream the stream's name
 * @param id its number: another stream of the name has another one
 * @param from the next shard, counted from 0
 * @param made when it was handed out: it expires
 */
record PageToken(String stream, long id, int from, Instant made) {
    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final Pattern TEXT =
            Pattern.compile("shards/([a-zA-Z0-9_.-]{1,128})/([0-9]{1,18})/([0-9]{1,9})/([0-9]{1,15})");
    private static final Pattern NAME = Pattern.compile("streams/([a-zA-Z0-9_.-]{1,128})");

    /** @throws DynamoDbException INVALID_ARGUMENT for what is no token; EXPIRED_NEXT_TOKEN for one that is too old */
    static PageToken parse(String text, Instant now) {
        var matcher = TEXT.matcher(decoded(text));
        if (!matcher.matches()) {
            throw invalid();
        }
        var made = Instant.ofEpochMilli(Long.parseLong(matcher.group(4)));
        if (made.plus(LIFETIME).isBefore(now)) {
            throw new DynamoDbException(
                    ErrorType.EXPIRED_NEXT_TOKEN,
                    "NextToken expired. It was created at " + made + ", more than " + LIFETIME.toSeconds()
                            + " seconds ago.");
        }
        return new PageToken(
                matcher.group(1), Long.parseLong(matcher.group(2)), Integer.parseInt(matcher.group(3)), made);
    }

    /** A token for the streams behind a name, which does not expire. */
    static String ofName(String name) {
        return encoded("streams/" + name);
    }

    static String parseName(String text) {
        var matcher = NAME.matcher(decoded(text));
        if (!matcher.matches()) {
            throw invalid();
        }
        return matcher.group(1);
    }

    @Override
    public String toString() {
        return encoded("shards/" + stream + "/" + id + "/" + from + "/" + made.toEpochMilli());
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getUrlDecoder().decode(base64), UTF_8);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    private static DynamoDbException invalid() {
        return StreamReference.invalid("Invalid NextToken.");
    }
}
