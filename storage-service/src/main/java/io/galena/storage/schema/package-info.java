/** Tables in the shards: making them hold a descriptor, dropping them, estimating how much they hold. */
@NullMarked
package io.galena.storage.schema;

import org.jspecify.annotations.NullMarked;
