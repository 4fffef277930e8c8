package io.galena.kit.kinesis;

/** Where a Kinesis stream is in its life. It is {@code CREATING} until its topic is there, {@code DELETING} until that is gone. */
public enum KinesisStreamStatus {
    CREATING,
    ACTIVE,
    DELETING
}
