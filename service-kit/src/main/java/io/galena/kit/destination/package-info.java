/** Kinesis streaming destinations: tables whose changes go to Kinesis data streams, and what services tell each other of them. */
@NullMarked
package io.galena.kit.destination;

import org.jspecify.annotations.NullMarked;
