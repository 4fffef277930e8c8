package io.galena.stream.capture;

import java.sql.SQLException;

/** What SQLSTATEs of a replication connection mean. */
final class WalFailures {
    private static final String OBJECT_IN_USE = "55006";
    private static final String UNDEFINED_OBJECT = "42704";
    private static final String UNDEFINED_DATABASE = "3D000";
    private static final String PREREQUISITE_STATE = "55000";

    private WalFailures() {}

    /** What a server answers who wants to read that slot, if there is none. */
    static SQLException missing(String slot) {
        return new SQLException("There is no replication slot " + slot, UNDEFINED_OBJECT);
    }

    /** What a server answers who wants to read that slot, if somebody reads it. */
    static SQLException inUse(String slot) {
        return new SQLException("Somebody reads the replication slot " + slot, OBJECT_IN_USE);
    }

    /** What a server answers who wants to read that slot, if what it needs has been thrown away. */
    static SQLException invalidated(String slot, String reason) {
        return new SQLException("The replication slot " + slot + " is invalid: " + reason, PREREQUISITE_STATE);
    }

    /** Another worker reads the slot. */
    static boolean isInUse(SQLException error) {
        return OBJECT_IN_USE.equals(error.getSQLState());
    }

    /** There is no such slot: no table of the shard has readers yet, or it is lost. */
    static boolean isMissing(SQLException error) {
        return UNDEFINED_OBJECT.equals(error.getSQLState()) || UNDEFINED_DATABASE.equals(error.getSQLState());
    }

    /** The server has thrown away what the slot still needed. */
    static boolean isInvalidated(SQLException error) {
        return PREREQUISITE_STATE.equals(error.getSQLState());
    }

    /** The slot cannot be read, now or ever; the connection is as good as before. */
    static boolean isOfTheSlot(SQLException error) {
        return isInUse(error) || isMissing(error) || isInvalidated(error);
    }
}
