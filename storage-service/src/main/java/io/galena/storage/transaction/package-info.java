/** The operations that are transactions: TransactWriteItems and TransactGetItems. */
@NullMarked
package io.galena.storage.transaction;

import org.jspecify.annotations.NullMarked;
