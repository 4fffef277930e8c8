package io.galena.storage.coordinator;

import io.galena.storage.sql.ArrayType;
import io.galena.storage.sql.SqlTemplate;

/** The statements about what a transaction's home shard keeps of it: tokens and decisions. */
final class HomeStatements {
    /** For how long a token is good. */
    private static final String TOKEN_LIFE = "interval '10 minutes'";

    /**
     * Locks tokens until the transaction ends. If that is not possible, and nothing is kept under one of them, the transaction is
     * refused: what follows in its script would be in the way of who holds the token. Numbers of tokens, tokens.
     */
    static final SqlTemplate LOCK_TOKEN = new SqlTemplate(
            "lock_token", SqlTemplate.NO_TABLE, """
            SELECT count(CASE WHEN pg_try_advisory_xact_lock(number) THEN 1
                WHEN EXISTS (SELECT FROM galena.transaction_token AS kept
                    WHERE kept.token = wanted.token AND kept.done_at > now() -\s""" + TOKEN_LIFE + """
                ) THEN 0 ELSE galena.refuse() END)
            FROM unnest(?, ?) AS wanted (number, token)""", ArrayType.BIGINT, ArrayType.BYTEA);

    /** Locks tokens until the transaction ends, as far as they are free: 1 for each that it has, or 0, in their order. Numbers of tokens. */
    static final SqlTemplate TRY_TOKEN = new SqlTemplate(
            "try_token",
            SqlTemplate.NO_TABLE,
            "SELECT pg_try_advisory_xact_lock(number)::int::int8 FROM unnest(?) AS number",
            ArrayType.BIGINT);

    /**
     * What is kept under tokens: request, answer, as long as other shards may not have heard of it the number of the transaction
     * and these shards, and the token. Tokens.
     */
    static final SqlTemplate FIND_TOKEN =
            new SqlTemplate("find_token", SqlTemplate.NO_TABLE, """
            SELECT kept.request, kept.answer, decision.transaction_id, decision.prepared, kept.token
            FROM galena.transaction_token AS kept
            LEFT JOIN galena.transaction_decision AS decision ON decision.transaction_id = kept.transaction_id
            WHERE kept.token = ANY (?) AND kept.done_at > now() -\s""" + TOKEN_LIFE, ArrayType.BYTEA);

    /** Forgets tokens that are no longer good. Tokens. */
    static final SqlTemplate FORGET_TOKEN = new SqlTemplate(
            "forget_token",
            SqlTemplate.NO_TABLE,
            "DELETE FROM galena.transaction_token WHERE token = ANY (?) AND done_at <= now() - " + TOKEN_LIFE,
            ArrayType.BYTEA);

    /** Keeps tokens; it fails if one is kept already. Tokens, digests of requests, answers, numbers of transactions. */
    static final SqlTemplate KEEP_TOKEN = new SqlTemplate(
            "keep_token",
            SqlTemplate.NO_TABLE,
            "INSERT INTO galena.transaction_token (token, request, answer, transaction_id)"
                    + " SELECT token, request, answer, transaction_id"
                    + " FROM unnest(?, ?, ?, ?) AS kept (token, request, answer, transaction_id)",
            ArrayType.BYTEA,
            ArrayType.BYTEA,
            ArrayType.BYTEA,
            ArrayType.BYTEA);

    /** Decides that transactions are committed; it fails if it was decided otherwise. Shards that have prepared, transactions. */
    static final SqlTemplate DECIDE = new SqlTemplate(
            "decide",
            SqlTemplate.NO_TABLE,
            "INSERT INTO galena.transaction_decision (committed, prepared, transaction_id)"
                    + " SELECT true, ?, transaction_id FROM unnest(?) AS transaction_id",
            ArrayType.INTEGER,
            ArrayType.BYTEA);

    static final SqlTemplate COMMIT = SqlTemplate.control("COMMIT");

    private HomeStatements() {}
}
