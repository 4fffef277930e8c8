/**
 * Kinesis streaming destinations: the changes of tables go into the topics of Kinesis streams, each once and those of an item in order. {@link
 * io.galena.stream.destination.Destinations} shares the work among the instances, and has a {@link
 * io.galena.stream.destination.DestinationWorker} for each piece of its own.
 */
@NullMarked
package io.galena.stream.destination;

import org.jspecify.annotations.NullMarked;
