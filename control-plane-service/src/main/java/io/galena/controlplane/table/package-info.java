/**
 * Tables: their rows in the catalog, their life from creation to deletion, and the operations on them. {@link
 * io.galena.controlplane.table.TableStore} owns the SQL; {@link io.galena.controlplane.table.TableLifecycle} brings what the
 * catalog says to the shards.
 */
@NullMarked
package io.galena.controlplane.table;

import org.jspecify.annotations.NullMarked;
