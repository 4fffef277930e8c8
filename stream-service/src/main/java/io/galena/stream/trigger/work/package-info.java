/**
 * Which instance delivers what, and how far it has come. {@link io.galena.stream.trigger.work.Triggers} shares the stream shards of
 * all mappings among the instances, and has a {@link io.galena.stream.trigger.work.ShardWorker} for each of its own.
 */
@NullMarked
package io.galena.stream.trigger.work;

import org.jspecify.annotations.NullMarked;
