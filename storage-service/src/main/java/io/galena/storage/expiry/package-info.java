/** Deletes items whose time to live has passed, and notes that time for items written before it was turned on. */
@NullMarked
package io.galena.storage.expiry;

import org.jspecify.annotations.NullMarked;
