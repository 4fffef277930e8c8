package io.galena.stream.kinesis;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.kit.kinesis.RecordNumber;
import io.galena.kit.kinesis.ShardIds;
import io.galena.kit.kinesis.StreamReference;
import io.galena.stream.kafka.KinesisTopics;
import org.apache.kafka.common.KafkaException;
import org.springframework.stereotype.Component;

/** Places in shards that clients give, against what is there. */
@Component
final class ShardPlaces {
    private final KinesisTopics topics;
    private final TopicKeeper keeper;

    ShardPlaces(KinesisTopics topics, TopicKeeper keeper) {
        this.topics = topics;
        this.keeper = keeper;
    }

    /**
     * Sees to it that Kafka has not lost the stream's topic, and that what was read before this call was of the generation that the
     * descriptor tells.
     *
     * @throws DynamoDbException SERVICE_UNAVAILABLE if it is not so, or not known; soon the catalog tells of the loss
     */
    void requireUnchanged(KinesisStreamDescriptor stream) {
        try {
            if (!topics.idOf(stream).equals(stream.topicId())) {
                keeper.suspect();
                throw unavailable();
            }
        } catch (KafkaException e) {
            throw unavailable();
        }
    }

    /**
     * The number of a record of a shard.
     *
     * @throws DynamoDbException INVALID_ARGUMENT when it is none, or one of another shard or stream, or one from before Kafka lost its data
     */
    static RecordNumber require(String sequenceNumber, KinesisStreamDescriptor stream, int shard) {
        var used =
                "StartingSequenceNumber " + sequenceNumber + " used in GetShardIterator on shard " + ShardIds.of(shard)
                        + " in stream " + stream.name() + " under account " + stream.account() + " is invalid";
        var number = RecordNumber.parse(sequenceNumber).orElseThrow(() -> StreamReference.invalid(used + "."));
        if (number.stream() != stream.id()) {
            throw StreamReference.invalid(used + " because it did not come from this stream.");
        }
        if (number.shard() != shard) {
            throw StreamReference.invalid("Invalid StartingSequenceNumber. It encodes " + ShardIds.of(number.shard())
                    + ", while it was used in a call to a shard with " + ShardIds.of(shard));
        }
        if (number.generation() != stream.generation()) {
            throw StreamReference.invalid(used + " because the records of this stream were lost since.");
        }
        return number;
    }

    /** That a place is beyond all records. */
    static DynamoDbException beyond(KinesisStreamDescriptor stream, int shard) {
        return StreamReference.invalid("There is no such record in shard " + ShardIds.of(shard) + " in stream "
                + stream.name() + " under account " + stream.account() + ", or it was lost.");
    }

    private static DynamoDbException unavailable() {
        return new DynamoDbException(ErrorType.SERVICE_UNAVAILABLE, "The stream is not available. Please try again.");
    }
}
