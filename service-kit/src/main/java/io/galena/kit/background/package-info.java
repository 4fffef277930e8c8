/** Work that services do without having been asked. */
@NullMarked
package io.galena.kit.background;

import org.jspecify.annotations.NullMarked;
