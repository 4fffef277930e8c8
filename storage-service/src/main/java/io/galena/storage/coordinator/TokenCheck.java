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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tokens of transactions that go on in one shard, locked until they end, and kept with what they commit. For one thread at a time. */
final class TokenCheck {
    /** No table has this number; the highest bit keeps the number apart from those of rows. */
    private static final long NO_TABLE = -1;

    private final List<IdempotencyToken> tokens;
    private final Set<Binary> locked = new HashSet<>();
    private final Map<Binary, Kept> kept = new HashMap<>();

    TokenCheck(List<IdempotencyToken> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    /**
     * Adds the statements that lock the tokens and look at what is kept under them. The script is refused while another request holds
     * one of them.
     */
    void addReading(Script script) {
        if (!tokens.isEmpty()) {
            script.query(HomeStatements.LOCK_TOKEN, row -> {}, lockNumbers(), keys());
            addFinding(script);
        }
    }

    /** Adds the statements that lock the tokens as far as they are free, and look at what is kept under them. */
    void addTrying(Script script) {
        if (!tokens.isEmpty()) {
            var next = tokens.iterator();
            script.query(
                    HomeStatements.TRY_TOKEN,
                    row -> {
                        var token = next.next();
                        if (row.getLong(1) == 1) {
                            locked.add(new Binary(token.key()));
                        }
                    },
                    (Object) lockNumbers());
            addFinding(script);
        }
    }

    /** Whether a token could be locked, and nothing is kept under it. */
    boolean isFree(IdempotencyToken token) {
        var key = new Binary(token.key());
        return locked.contains(key) && !kept.containsKey(key);
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

    private void addFinding(Script script) {
        script.query(
                HomeStatements.FIND_TOKEN, row -> kept.put(new Binary(row.getBytes(5)), read(row)), (Object) keys());
    }

    private long[] lockNumbers() {
        return tokens.stream()
                .mapToLong(token -> new RowId(NO_TABLE, token.key()).lockNumber() | Long.MIN_VALUE)
                .toArray();
    }

    private byte[][] keys() {
        return tokens.stream().map(IdempotencyToken::key).toArray(byte[][]::new);
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
