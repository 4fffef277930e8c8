/** What the services' connections to PostgreSQL have in common. */
@NullMarked
package io.galena.kit.database;

import org.jspecify.annotations.NullMarked;
