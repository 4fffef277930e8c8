package io.galena.stream.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.kinesis.HashKeys;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.kit.kinesis.StreamReference;
import java.math.BigInteger;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A record to be written. */
record NewRecord(String partitionKey, Optional<BigInteger> hashKey, byte[] data) {
    /** The most bytes of data. */
    private static final int MOST = 1024 * 1024;

    /**
     * A record as a request has it.
     *
     * @param path where its data is, for the error
     * @throws DynamoDbException VALIDATION for too much data; INVALID_ARGUMENT for a hash key that is none
     */
    static NewRecord read(Structure input, String path) {
        var data = input.binary("Data").orElseThrow().bytes();
        if (data.length > MOST) {
            throw DynamoDbException.validation("1 validation error detected: Value at '" + path
                    + "' failed to satisfy constraint: Member must have length less than or equal to " + MOST);
        }
        var hashKey = input.string("ExplicitHashKey").map(BigInteger::new);
        hashKey.filter(number -> !HashKeys.isHashKey(number)).ifPresent(number -> {
            throw StreamReference.invalid("Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]."
                    + " Specified value was " + number);
        });
        return new NewRecord(input.string("PartitionKey").orElseThrow(), hashKey, data);
    }

    /** The shard of a stream that it belongs in. */
    int shard(KinesisStreamDescriptor stream) {
        return hashKey.map(key -> HashKeys.shardOf(key, stream.shards()))
                .orElseGet(() -> HashKeys.shardOf(partitionKey, stream.shards()));
    }

    ProducerRecord<byte[], byte[]> in(KinesisStreamDescriptor stream) {
        return new ProducerRecord<>(stream.topic(), shard(stream), partitionKey.getBytes(UTF_8), data);
    }
}
