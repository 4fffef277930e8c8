/** Queries: what a key condition asks for, as a range of row keys. */
@NullMarked
package io.galena.dynamodb.query;

import org.jspecify.annotations.NullMarked;
