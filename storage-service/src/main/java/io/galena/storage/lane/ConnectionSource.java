package io.galena.storage.lane;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections to one shard. */
@FunctionalInterface
public interface ConnectionSource {
    /** Opens a connection for the caller alone, set up as the kind of lane needs it. */
    Connection open(String name) throws SQLException;
}
