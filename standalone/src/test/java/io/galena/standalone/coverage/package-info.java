/** Compares what Galena serves with the API model, operation by operation and member by member. */
@NullMarked
package io.galena.standalone.coverage;

import org.jspecify.annotations.NullMarked;
