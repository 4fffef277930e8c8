package io.galena.storage.coordinator;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.storage.row.RowId;
import io.galena.storage.sql.Script;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The token of one attempt: locked while the attempt goes on, and kept with what it commits. */
final class TokenCheck {
    /** No table has this number; the highest bit keeps the number apart from those of rows. */
    private static final long NO_TABLE = -1;

    private final IdempotencyToken token;
    private @Nullable Kept kept;

    TokenCheck(IdempotencyToken token) {
        this.token = token;
    }

    /**
     * Adds the statements that lock the token and look at what is kept under it. The script is refused while another request holds
     * the token.
     */
    void addReading(Script script) {
        script.query(
                HomeStatements.LOCK_TOKEN,
                row -> {},
                new long[] {new RowId(NO_TABLE, token.key()).lockNumber() | Long.MIN_VALUE},
                new byte[][] {token.key()});
        script.query(HomeStatements.FIND_TOKEN, row -> kept = read(row), (Object) new byte[][] {token.key()});
    }

    /**
     * What an earlier request has left.
     *
     * @throws DynamoDbException IDEMPOTENT_PARAMETER_MISMATCH when that was another request
     */
    Optional<Kept> earlier() {
        if (kept != null && !Arrays.equals(kept.request(), token.request())) {
            throw new DynamoDbException(
                    ErrorType.IDEMPOTENT_PARAMETER_MISMATCH,
                    "Specified idempotent token was used with different request parameters within the"
                            + " idempotency window");
        }
        return Optional.ofNullable(kept);
    }

    /** Adds the statements that keep the token. */
    void addWriting(Script script, byte[] answer, byte[] transactionId) {
        script.add(HomeStatements.FORGET_TOKEN, (Object) new byte[][] {token.key()});
        script.add(
                HomeStatements.KEEP_TOKEN,
                new byte[][] {token.key()},
                new byte[][] {token.request()},
                new byte[][] {answer},
                new byte[][] {transactionId});
    }

    private static Kept read(ResultSet row) throws SQLException {
        var transactionId = row.getBytes(3);
        var prepared = transactionId == null
                ? List.<Integer>of()
                : List.of((Integer[]) row.getArray(4).getArray());
        return new Kept(row.getBytes(1), row.getBytes(2), Optional.ofNullable(transactionId), prepared);
    }

    /**
     * What is kept under the token.
     *
     * @param transactionId of a transaction that other shards may not have heard of yet
     * @param prepared these shards
     */
    record Kept(byte[] request, byte[] answer, Optional<byte[]> transactionId, List<Integer> prepared) {}
}
