/**
 * Reading the change log: where stream shards begin and end, and the records in between. {@link
 * io.galena.stream.read.ShardSpans} knows the edges, {@link io.galena.stream.read.ShardReader} reads.
 */
@NullMarked
package io.galena.stream.read;

import org.jspecify.annotations.NullMarked;
