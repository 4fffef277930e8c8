/**
 * Galena in one process: {@link io.galena.standalone.GalenaApplication} reads the options, opens the data directory, starts
 * PostgreSQL and then all services in one application context.
 */
@NullMarked
package io.galena.standalone;

import org.jspecify.annotations.NullMarked;
