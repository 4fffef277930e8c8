/** All services in one JVM. */
@NullMarked
package io.galena.standalone;

import org.jspecify.annotations.NullMarked;
