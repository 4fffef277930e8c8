/** Primary keys: schemas, and their order-preserving encoding as the bytes of a row's key. */
@NullMarked
package io.galena.dynamodb.key;

import org.jspecify.annotations.NullMarked;
