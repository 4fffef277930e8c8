/** Real PostgreSQL for other modules' tests. */
@NullMarked
package io.galena.postgres.testing;

import org.jspecify.annotations.NullMarked;
