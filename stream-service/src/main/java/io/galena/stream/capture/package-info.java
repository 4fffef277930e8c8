/**
 * Capture: one worker for each shard reads the shard's write-ahead log and publishes it to Kafka, every committed change once
 * and in the order of commits. {@link io.galena.stream.capture.WalStream} reads transactions, {@link
 * io.galena.stream.capture.ChangePublisher} publishes them together with the position reached, {@link
 * io.galena.stream.capture.ShardCapture} ties the two and takes over from workers that died.
 */
@NullMarked
package io.galena.stream.capture;

import org.jspecify.annotations.NullMarked;
