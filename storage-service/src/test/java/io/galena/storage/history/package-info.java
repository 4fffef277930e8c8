/** Histories of operations on single items, and a checker that decides whether they are linearizable. */
@NullMarked
package io.galena.storage.history;

import org.jspecify.annotations.NullMarked;
