/**
 * Secondary indexes: what a change of an item does to the entries of an index, as one pure function of the image before and
 * the image after.
 */
@NullMarked
package io.galena.storage.index;

import org.jspecify.annotations.NullMarked;
