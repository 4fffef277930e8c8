package io.galena.stream.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.dynamodb.model.BodyFormat;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.kit.kinesis.RecordNumber;
import io.galena.kit.kinesis.StreamReference;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code GetRecords}: the records of a shard from an iterator on, and the iterator of what follows. Shards do not end. */
@Component
final class GetRecords implements Operation<GetRecords.Request, GetRecords.Answer> {
    private static final long PAGE = 10_000;

    private final KinesisStreams streams;
    private final KinesisReader reader;
    private final ShardPlaces places;
    private final KinesisMetrics metrics;
    private final InstantSource time;

    GetRecords(
            KinesisStreams streams,
            KinesisReader reader,
            ShardPlaces places,
            KinesisMetrics metrics,
            @Qualifier("streamTime") InstantSource time) {
        this.streams = streams;
        this.reader = reader;
        this.places = places;
        this.metrics = metrics;
        this.time = time;
    }

    @Override
    public String name() {
        return "kinesis:GetRecords";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        return new Request(
                ShardIterator.parse(input.string("ShardIterator").orElseThrow()),
                input.string("StreamARN").map(arn -> StreamReference.ofArn(arn, caller)),
                Math.toIntExact(input.integer("Limit").orElse(PAGE)));
    }

    @Override
    public Answer handle(Request request, Caller caller) {
        var iterator = request.iterator();
        iterator.requireFresh(time.instant());
        var stream = streams.find(iterator.stream(), caller)
                .orElseThrow(() -> new StreamReference(caller.account(), iterator.name()).notFound());
        requireStream(request, stream);
        if (iterator.shard() >= stream.shards() || !iterator.name().equals(stream.name())) {
            throw ShardIterator.invalid();
        }
        if (iterator.generation() != stream.generation()) {
            throw StreamReference.invalid(
                    "The ShardIterator is invalid because the records of this stream were lost since.");
        }
        var page = reader.read(stream, iterator.shard(), iterator.offset(), request.limit());
        places.requireUnchanged(stream);
        var found = page.orElseThrow(() -> ShardPlaces.beyond(stream, iterator.shard()));
        metrics.read(stream, found);
        return new Answer(stream, found, ShardIterator.at(stream, iterator.shard(), found.next(), time.instant()));
    }

    @Override
    public void write(Answer answer, JsonGenerator json) {
        json.writeArrayPropertyStart("Records");
        for (var found : answer.page().records()) {
            json.writeStartObject();
            json.writeStringProperty(
                    "SequenceNumber",
                    RecordNumber.of(answer.stream(), answer.next().shard(), found.offset())
                            .toString());
            BodyFormat.writeTime("ApproximateArrivalTimestamp", Instant.ofEpochMilli(found.timestampMillis()), json);
            json.writeName("Data");
            json.writeBinary(found.data());
            json.writeStringProperty("PartitionKey", new String(found.partitionKey(), UTF_8));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringProperty("NextShardIterator", answer.next().toString());
        json.writeNumberProperty("MillisBehindLatest", answer.page().millisBehind());
    }

    private static void requireStream(Request request, KinesisStreamDescriptor stream) {
        if (request.stream()
                .filter(named -> !named.equals(StreamReference.of(stream)))
                .isPresent()) {
            throw StreamReference.invalid("The ShardIterator is not of the stream that StreamARN names.");
        }
    }

    /** @param stream the stream, if the request names it besides */
    record Request(ShardIterator iterator, Optional<StreamReference> stream, int limit) {}

    /** Records, and where to read on. */
    record Answer(KinesisStreamDescriptor stream, KinesisPage page, ShardIterator next) {}
}
