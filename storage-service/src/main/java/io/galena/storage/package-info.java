/** The data plane. */
@NullMarked
package io.galena.storage;

import org.jspecify.annotations.NullMarked;
