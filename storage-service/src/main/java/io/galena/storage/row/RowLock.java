package io.galena.storage.row;

/** What came of an attempt to lock a row by its {@link RowId#lockNumber}. */
public enum RowLock {
    /** A batch holds it, be it of transactions that go on together, or a transaction that reads: for about as long as a round trip takes. */
    HELD_BY_BATCH,
    /** It is had. */
    HAD,
    /** A transaction that writes and goes on by itself holds it. */
    HELD_BY_TRANSACTION;

    /** SQL for the second lock of a row, which only transactions that write hold; {@code number} is the first one's. */
    public static final String OF_TRANSACTION = "number | '-9223372036854775808'::int8";

    /**
     * SQL that attempts to lock the row of {@code number} and returns the code of what came of it. Who cannot have the lock
     * looks at the second one, by holding it for a moment, to tell who is in the way.
     *
     * @param attempt SQL that says whether it has the lock
     * @param success SQL for the code if it has: 1, or 0 if something else is in the way
     */
    public static String code(String attempt, String success) {
        return "CASE WHEN " + attempt + " THEN " + success + " WHEN pg_try_advisory_lock_shared(" + OF_TRANSACTION
                + ") THEN (NOT pg_advisory_unlock_shared(" + OF_TRANSACTION + "))::int::int8 ELSE 2 END";
    }

    /** What a code stands for. */
    public static RowLock of(long code) {
        return values()[(int) code];
    }
}
