package io.galena.storage.coordinator;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Names an attempt of a transaction, across shards perhaps; of one that goes on with others, all attempts.
 *
 * @param home the shard that holds the decision
 */
record TransactionId(int home, UUID number) {
    /** What the names of all our prepared transactions begin with. */
    static final String PREFIX = "galena:";

    private static final Pattern GID = Pattern.compile(PREFIX + "([0-9]{1,9}):([0-9a-f-]{36}):[0-9]{1,9}");

    /** The transaction that a prepared one of that name is part of, if it is one of ours. */
    static Optional<TransactionId> parse(String gid) {
        var matcher = GID.matcher(gid);
        return matcher.matches()
                ? Optional.of(new TransactionId(Integer.parseInt(matcher.group(1)), UUID.fromString(matcher.group(2))))
                : Optional.empty();
    }

    static TransactionId of(int home, byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        return new TransactionId(home, new UUID(buffer.getLong(), buffer.getLong()));
    }

    /** PostgreSQL's name of the part in a shard; shards may be databases of one server, which share these names. */
    String gid(int shard) {
        return PREFIX + home + ':' + number + ':' + shard;
    }

    byte[] bytes() {
        return ByteBuffer.allocate(16)
                .putLong(number.getMostSignificantBits())
                .putLong(number.getLeastSignificantBits())
                .array();
    }
}
