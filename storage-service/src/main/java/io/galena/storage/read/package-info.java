/**
 * Reads of items: by key ({@link io.galena.storage.read.PointReader}, coalesced in lanes) and by ranges of keys ({@link
 * io.galena.storage.read.RangeReader}, on a bounded pool).
 */
@NullMarked
package io.galena.storage.read;

import org.jspecify.annotations.NullMarked;
