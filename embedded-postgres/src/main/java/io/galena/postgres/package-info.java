/**
 * Launches a PostgreSQL server from the binaries on the class path: durable, on loopback, behind a random password, and gone
 * when this JVM is gone. Start at {@link io.galena.postgres.EmbeddedPostgres}. Plain Java: no Spring, no JDBC.
 */
@NullMarked
package io.galena.postgres;

import org.jspecify.annotations.NullMarked;
