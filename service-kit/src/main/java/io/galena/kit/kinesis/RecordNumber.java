package io.galena.kit.kinesis;

import io.galena.kit.changelog.SequenceNumber;
import java.util.Optional;

/**
 * The sequence number of a record in a Kinesis stream. It names the stream, the shard and the generation of Kafka's data, so that
 * a number from elsewhere, or from before a loss, is not mistaken for one of another record. Within a shard it grows.
 *
 * @param stream the stream's number
 * @param shard counted from 0
 * @param generation how often Kafka had lost the stream's topic
 * @param place one more than the offset in the Kafka partition: 0 is the beginning of the shard, where no record is
 */
public record RecordNumber(long stream, int shard, long generation, long place) {
    /** More shards than this no stream can have. */
    public static final int MOST_SHARDS = 10_000;

    /** The number of the record with that offset. */
    public static RecordNumber of(KinesisStreamDescriptor stream, int shard, long offset) {
        return new RecordNumber(stream.id(), shard, stream.generation(), offset + 1);
    }

    /** The number that a shard begins with, which no record has. */
    public static RecordNumber beginning(KinesisStreamDescriptor stream, int shard) {
        return new RecordNumber(stream.id(), shard, stream.generation(), 0);
    }

    /** The number that a text stands for, if it is of this form. */
    public static Optional<RecordNumber> parse(String text) {
        return SequenceNumber.parse(text)
                .map(number -> new RecordNumber(
                        number.epoch() / MOST_SHARDS,
                        Math.toIntExact(number.epoch() % MOST_SHARDS),
                        number.generation(),
                        number.offset()));
    }

    /** The text, as clients see it: digits only. */
    @Override
    public String toString() {
        return new SequenceNumber(stream * MOST_SHARDS + shard, generation, place).toString();
    }
}
