package io.galena.stream.capture;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Which history of a database a position belongs to.
 *
 * @param system the identifier that a cluster gets when it is made, and its standbys share
 * @param timeline grows with every promotion of a standby and every recovery to a point in time
 */
record ServerIdentity(String system, int timeline) {
    /** Asks over a replication connection. */
    static ServerIdentity of(Connection replication) throws SQLException {
        try (var statement = replication.createStatement();
                var row = statement.executeQuery("IDENTIFY_SYSTEM")) {
            row.next();
            return new ServerIdentity(row.getString("systemid"), row.getInt("timeline"));
        }
    }
}
