package io.galena.storage.sql;

import java.sql.SQLException;
import java.util.Optional;

/** What SQL errors mean. */
public final class SqlFailures {
    private SqlFailures() {}

    /** Whether a table was not there: it has been dropped, or has not been made yet. */
    public static boolean isMissingTable(SQLException error) {
        return hasState(error, "42P01");
    }

    /** Whether something of that name was there already. */
    public static boolean isDuplicateObject(SQLException error) {
        return hasState(error, "42710");
    }

    /** Whether there was a row with that key already. */
    public static boolean isDuplicateKey(SQLException error) {
        return hasState(error, "23505");
    }

    /** Whether something was not there, such as a prepared transaction. */
    public static boolean isMissingObject(SQLException error) {
        return hasState(error, "42704");
    }

    /** Whether a limit of the server's configuration was reached, such as that of prepared transactions. */
    public static boolean isServerLimit(SQLException error) {
        return hasState(error, "53400") || hasState(error, "53300") || hasState(error, "53200");
    }

    /** Whether a lock was not had within the time set for it. */
    public static boolean isLockTimeout(SQLException error) {
        return hasState(error, "55P03");
    }

    /** Whether a guard in a script found that what comes after it must not run. */
    public static boolean isRefusal(SQLException error) {
        return hasState(error, "GA001");
    }

    /** Whether a value was out of range, such as the number of a transaction that has not been given out. */
    public static boolean isInvalidParameter(SQLException error) {
        return hasState(error, "22023");
    }

    /** Whether the connection was lost, or the server closed it, perhaps because a transaction was idle or open for too long. */
    public static boolean isConnectionLost(SQLException error) {
        var state = Optional.ofNullable(error.getSQLState()).orElse("");
        return state.startsWith("08") || state.startsWith("57P") || state.equals("25P03") || state.equals("25P04");
    }

    private static boolean hasState(SQLException error, String state) {
        return Optional.ofNullable(error.getSQLState()).filter(state::equals).isPresent();
    }
}
