/**
 * Kinesis streams: {@link io.galena.stream.kinesis.KinesisStreams} knows them, {@link io.galena.stream.kinesis.TopicKeeper} sees to it
 * that each has its topic, and the operations of the Kinesis Data Streams API read and write there.
 */
@NullMarked
package io.galena.stream.kinesis;

import org.jspecify.annotations.NullMarked;
