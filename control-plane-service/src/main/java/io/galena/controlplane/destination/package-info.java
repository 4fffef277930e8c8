/** Kinesis streaming destinations in the catalog, on and off; what turns them on and off is with the tables. */
@NullMarked
package io.galena.controlplane.destination;

import org.jspecify.annotations.NullMarked;
