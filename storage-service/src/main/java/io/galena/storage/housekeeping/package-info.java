/** What is done in the shards from time to time, beside requests: sweeping tombstones and tokens, folding sizes of item collections. */
@NullMarked
package io.galena.storage.housekeeping;

import org.jspecify.annotations.NullMarked;
