/**
 * Streams of tables: what they are named, how their hash ranges are cut into {@link io.galena.controlplane.stream.StreamShard}s,
 * and how they come and go. {@link io.galena.controlplane.stream.StreamStore} keeps them; a stream outlives its table.
 */
@NullMarked
package io.galena.controlplane.stream;

import org.jspecify.annotations.NullMarked;
