/** Gives new global indexes the items that are older than the indexes, and repairs indexes that changes were lost for, a step at a time. */
@NullMarked
package io.galena.storage.backfill;

import org.jspecify.annotations.NullMarked;
