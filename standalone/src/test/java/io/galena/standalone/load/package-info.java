/** Load programs: run by hand against a Galena with {@code --auth none}, not part of the build. */
@NullMarked
package io.galena.standalone.load;

import org.jspecify.annotations.NullMarked;
