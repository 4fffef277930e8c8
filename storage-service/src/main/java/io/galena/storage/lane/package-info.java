/**
 * Lanes: each is one connection to a shard and one thread. While a batch is in flight the operations that arrive wait; the
 * next batch takes those that wait. At low load nothing waits, at high load batches grow.
 */
@NullMarked
package io.galena.storage.lane;

import org.jspecify.annotations.NullMarked;
