/**
 * Brings batches of records to functions: what an invocation looks like, what its answer means, and what is done about failures.
 */
@NullMarked
package io.galena.stream.trigger.delivery;

import org.jspecify.annotations.NullMarked;
