/** The operations on many items by their keys: BatchGetItem and BatchWriteItem. */
@NullMarked
package io.galena.storage.batch;

import org.jspecify.annotations.NullMarked;
