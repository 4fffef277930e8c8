package io.galena.stream.kinesis;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.kit.kinesis.ShardIds;
import io.galena.kit.kinesis.StreamReference;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code GetShardIterator}: where to begin to read a shard. */
@Component
final class GetShardIterator implements Operation<GetShardIterator.Request, ShardIterator> {
    private final KinesisStreams streams;
    private final KinesisReader reader;
    private final ShardPlaces places;
    private final InstantSource time;

    GetShardIterator(
            KinesisStreams streams,
            KinesisReader reader,
            ShardPlaces places,
            @Qualifier("streamTime") InstantSource time) {
        this.streams = streams;
        this.reader = reader;
        this.places = places;
        this.time = time;
    }

    @Override
    public String name() {
        return "kinesis:GetShardIterator";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        return new Request(
                StreamReference.of(input, caller),
                input.string("ShardId").orElseThrow(),
                input.string("ShardIteratorType").orElseThrow(),
                input.string("StartingSequenceNumber"),
                input.time("Timestamp"));
    }

    @Override
    public ShardIterator handle(Request request, Caller caller) {
        var stream = streams.require(request.stream());
        var shard = ShardIds.parse(request.shardId(), stream.shards())
                .orElseThrow(() -> request.stream().shardNotFound(request.shardId()));
        var offset = offset(request, stream, shard);
        places.requireUnchanged(stream);
        return ShardIterator.at(stream, shard, offset, time.instant());
    }

    @Override
    public void write(ShardIterator answer, JsonGenerator json) {
        json.writeStringProperty("ShardIterator", answer.toString());
    }

    private long offset(Request request, KinesisStreamDescriptor stream, int shard) {
        return switch (request.type()) {
            case "TRIM_HORIZON" -> reader.oldest(stream, shard);
            case "LATEST" -> reader.latest(stream, shard);
            case "AT_TIMESTAMP" -> reader.since(stream, shard, instant(request));
            case "AT_SEQUENCE_NUMBER" -> Math.max(place(request, stream, shard) - 1, 0);
            case "AFTER_SEQUENCE_NUMBER" -> place(request, stream, shard);
            default -> throw new IllegalStateException("The model knows no such type: " + request.type());
        };
    }

    private long place(Request request, KinesisStreamDescriptor stream, int shard) {
        var text = request.sequenceNumber().orElseThrow(() -> missing("StartingSequenceNumber", request.type()));
        var number = ShardPlaces.require(text, stream, shard);
        if (number.place() > reader.latest(stream, shard)) {
            throw ShardPlaces.beyond(stream, shard);
        }
        return number.place();
    }

    private Instant instant(Request request) {
        var instant = request.timestamp().orElseThrow(() -> missing("Timestamp", request.type()));
        var now = time.millis();
        if (instant.toEpochMilli() > now) {
            throw StreamReference.invalid(
                    "The timestampInMillis parameter cannot be greater than the currentTimestampInMillis."
                            + " timestampInMillis: " + instant.toEpochMilli() + ", currentTimestampInMillis: " + now);
        }
        return instant.isBefore(Instant.EPOCH) ? Instant.EPOCH : instant;
    }

    private static DynamoDbException missing(String member, String type) {
        return StreamReference.invalid("Must specify " + member + " for the shard iterator type " + type + ".");
    }

    /** Which place of which shard. */
    record Request(
            StreamReference stream,
            String shardId,
            String type,
            Optional<String> sequenceNumber,
            Optional<Instant> timestamp) {}
}
