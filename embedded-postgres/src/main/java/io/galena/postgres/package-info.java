/** Launches a PostgreSQL server from the binaries on the class path. */
@NullMarked
package io.galena.postgres;

import org.jspecify.annotations.NullMarked;
