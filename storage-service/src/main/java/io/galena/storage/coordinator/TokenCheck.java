package io.galena.storage.coordinator;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.dynamodb.value.Binary;
import io.galena.storage.row.RowId;
import io.galena.storage.sql.Script;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tokens of transactions that go on together in one shard: locked until they end, and kept with what they commit. For one thread at a time. */
final class TokenCheck {
    /** No table has this number; the highest bit keeps the number apart from those of rows. */
    private static final long NO_TABLE = -1;

    private final List<IdempotencyToken> tokens;
    private final Map<Binary, Kept> kept = new HashMap<>();

    TokenCheck(List<IdempotencyToken> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    /**
     * Adds the statements that lock the tokens and look at what is kept under them. The script is refused while another request holds
     * one of them.
     */
    void addReading(Script script) {
        if (tokens.isEmpty()) {
            return;
        }
        var keys = tokens.stream().map(IdempotencyToken::key).toArray(byte[][]::new);
        script.query(
                HomeStatements.LOCK_TOKEN,
                row -> {},
                tokens.stream().mapToLong(TokenCheck::lockNumber).toArray(),
                keys);
        script.query(HomeStatements.FIND_TOKEN, row -> kept.put(new Binary(row.getBytes(5)), read(row)), (Object) keys);
    }

    /** Whether an earlier request has left something under a token. */
    boolean isKept(IdempotencyToken token) {
        return kept.containsKey(new Binary(token.key()));
    }

    /**
     * What an earlier request has left under a token.
     *
     * @throws DynamoDbException IDEMPOTENT_PARAMETER_MISMATCH when that was another request
     */
    Optional<Kept> earlier(IdempotencyToken token) {
        var found = Optional.ofNullable(kept.get(new Binary(token.key())));
        if (found.filter(other -> !Arrays.equals(other.request(), token.request()))
                .isPresent()) {
            throw new DynamoDbException(
                    ErrorType.IDEMPOTENT_PARAMETER_MISMATCH,
                    "Specified idempotent token was used with different request parameters within the"
                            + " idempotency window");
        }
        return found;
    }

    /** Adds the statements that keep tokens. */
    static void addWriting(Script script, List<Keeping> keeping) {
        if (keeping.isEmpty()) {
            return;
        }
        var keys = keeping.stream().map(each -> each.token().key()).toArray(byte[][]::new);
        script.add(HomeStatements.FORGET_TOKEN, (Object) keys);
        script.add(
                HomeStatements.KEEP_TOKEN,
                keys,
                keeping.stream().map(each -> each.token().request()).toArray(byte[][]::new),
                keeping.stream().map(Keeping::answer).toArray(byte[][]::new),
                keeping.stream().map(each -> each.transaction().bytes()).toArray(byte[][]::new));
    }

    private static long lockNumber(IdempotencyToken token) {
        return new RowId(NO_TABLE, token.key()).lockNumber() | Long.MIN_VALUE;
    }

    private static Kept read(ResultSet row) throws SQLException {
        var transactionId = row.getBytes(3);
        var prepared = transactionId == null
                ? List.<Integer>of()
                : List.of((Integer[]) row.getArray(4).getArray());
        return new Kept(row.getBytes(1), row.getBytes(2), Optional.ofNullable(transactionId), prepared);
    }

    /**
     * What is kept under a token.
     *
     * @param transactionId of a transaction that other shards may not have heard of yet
     * @param prepared these shards
     */
    record Kept(byte[] request, byte[] answer, Optional<byte[]> transactionId, List<Integer> prepared) {}

    /** What is to be kept under a token: what whoever asks again is told, and the transaction that did it. */
    record Keeping(IdempotencyToken token, byte[] answer, TransactionId transaction) {}
}
