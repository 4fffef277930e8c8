/**
 * Writes of single items. {@link io.galena.storage.write.ItemWriter} is the way in: a command says how the item changes, the
 * lanes behind it commit many commands in one PostgreSQL transaction.
 */
@NullMarked
package io.galena.storage.write;

import org.jspecify.annotations.NullMarked;
