/** Rows of items and of index entries, as the shards hold them. */
@NullMarked
package io.galena.storage.row;

import org.jspecify.annotations.NullMarked;
