package io.galena.stream.read;

import io.galena.kit.changelog.TopicRecord;

/** A change, and where it lies in its Kafka partition. */
public record ReadRecord(TopicRecord.Change change, Position position) {}
