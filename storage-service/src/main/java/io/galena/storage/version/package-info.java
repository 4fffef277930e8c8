/** Versions of items: hybrid logical clocks. */
@NullMarked
package io.galena.storage.version;

import org.jspecify.annotations.NullMarked;
