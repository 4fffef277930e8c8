/**
 * Histories of operations on single items and of transactions on lists, and checkers that decide whether they can be explained:
 * whether they are linearizable, or serializable in real time.
 */
@NullMarked
package io.galena.storage.history;

import org.jspecify.annotations.NullMarked;
