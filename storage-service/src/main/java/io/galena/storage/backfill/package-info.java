/** Gives new global indexes the items that are older than the indexes, a step at a time. */
@NullMarked
package io.galena.storage.backfill;

import org.jspecify.annotations.NullMarked;
