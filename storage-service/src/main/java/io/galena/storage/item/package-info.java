/** The operations on one item: PutItem, GetItem, UpdateItem, DeleteItem. */
@NullMarked
package io.galena.storage.item;

import org.jspecify.annotations.NullMarked;
