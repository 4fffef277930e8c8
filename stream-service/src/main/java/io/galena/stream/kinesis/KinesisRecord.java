package io.galena.stream.kinesis;

/** A record of a Kinesis stream as it is in Kafka. */
record KinesisRecord(long offset, long timestampMillis, byte[] partitionKey, byte[] data) {}
