/**
 * The catalog database: its schema, the clock that orders all changes, who waits for changes, and leases on the work that
 * they bring. What is in the tables is the business of the packages that own them.
 */
@NullMarked
package io.galena.controlplane.database;

import org.jspecify.annotations.NullMarked;
