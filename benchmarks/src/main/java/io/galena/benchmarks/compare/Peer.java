package io.galena.benchmarks.compare;

import java.util.Locale;

/** Whom Galena can be compared with. */
enum Peer {
    /** DynamoDB Local that keeps everything in memory. */
    MEMORY,
    /** DynamoDB Local with its data on disk. */
    DISK,
    /** PostgreSQL alone. */
    JDBC;

    /** The peer of that name on the command line. */
    static Peer named(String name) {
        try {
            return valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("There is no peer " + name, e);
        }
    }

    boolean isDynamoDbLocal() {
        return this == MEMORY || this == DISK;
    }
}
