/** What writers leave in the write-ahead log for the readers of changes, and what capture needs to find it there. */
@NullMarked
package io.galena.storage.changelog;

import org.jspecify.annotations.NullMarked;
