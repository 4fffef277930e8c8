package io.galena.stream.api;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.catalog.StreamDescriptor;
import io.galena.kit.catalog.StreamShardDescriptor;
import io.galena.kit.changelog.SequenceNumber;
import io.galena.kit.changelog.Topics;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import io.galena.stream.read.Position;
import io.galena.stream.read.ShardReader;
import io.galena.stream.read.Span;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code GetShardIterator}: where to begin to read a shard. */
@Component
final class GetShardIterator implements Operation<GetShardIterator.Request, ShardIterator> {
    private final Streams streams;
    private final StreamSpans spans;
    private final ShardReader reader;
    private final InstantSource time;

    GetShardIterator(
            Streams streams, StreamSpans spans, ShardReader reader, @Qualifier("streamTime") InstantSource time) {
        this.streams = streams;
        this.spans = spans;
        this.reader = reader;
        this.time = time;
    }

    @Override
    public String name() {
        return "GetShardIterator";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        return new Request(
                input.string("StreamArn").orElseThrow(),
                input.string("ShardId").orElseThrow(),
                input.string("ShardIteratorType").orElseThrow(),
                input.string("SequenceNumber"));
    }

    @Override
    public ShardIterator handle(Request request, Caller caller) {
        var stream = streams.require(request.arn(), caller);
        var shard = Streams.requireShard(stream, request.shardId());
        return new ShardIterator(stream.arn(), shard.id(), position(request, stream, shard), time.instant());
    }

    @Override
    public void write(ShardIterator answer, JsonGenerator json) {
        json.writeStringProperty("ShardIterator", answer.toString());
    }

    private Position position(Request request, StreamDescriptor stream, StreamShardDescriptor shard) {
        var span = spans.find(stream, shard);
        var partition = new TopicPartition(Topics.changes(stream.tableId()), shard.kafkaPartition());
        return switch (request.type()) {
            case "TRIM_HORIZON" ->
                span.filter(known -> !known.isLost())
                        .map(known -> known.at(Math.max(known.horizon(), reader.oldest(partition))))
                        .orElseGet(Position::beginning);
            case "LATEST" ->
                span.map(known -> known.at(latest(known, partition))).orElseGet(Position::beginning);
            case "AT_SEQUENCE_NUMBER" -> at(request, shard, span, partition, 0);
            case "AFTER_SEQUENCE_NUMBER" -> at(request, shard, span, partition, 1);
            default -> throw new IllegalStateException("The model knows no such type: " + request.type());
        };
    }

    private long latest(Span span, TopicPartition partition) {
        return span.end().orElseGet(() -> Math.max(span.first(), reader.latest(partition)));
    }

    /** @param further how far behind the record of the number */
    private Position at(
            Request request, StreamShardDescriptor shard, Optional<Span> span, TopicPartition partition, int further) {
        var number = sequenceNumber(request, shard);
        if (number.offset() == 0) {
            // No record lies there: it was asked for before the shard began.
            return Position.beginning();
        }
        var position = new Position(number.generation(), number.offset() + further);
        // A shard that nothing is known of, though it has given numbers, was lost and is told of in a moment.
        if (span.filter(known -> !known.isOutlived(position)).isEmpty()) {
            throw GetRecords.trimmed();
        }
        if (number.offset() > latest(span.get(), partition)) {
            // What was lost may have been numbered further.
            throw span.get().hasGap() ? GetRecords.trimmed() : invalid(number.toString(), shard);
        }
        if (number.offset() < reader.oldest(partition)) {
            throw GetRecords.trimmed();
        }
        return position;
    }

    private static SequenceNumber sequenceNumber(Request request, StreamShardDescriptor shard) {
        var text = request.sequenceNumber()
                .orElseThrow(() -> DynamoDbException.validation(
                        "One or more parameter values were invalid: SequenceNumber must be specified when ShardIteratorType is "
                                + request.type()));
        return SequenceNumber.parse(text)
                .filter(number -> number.epoch() == shard.epoch())
                .orElseThrow(() -> invalid(text, shard));
    }

    private static DynamoDbException invalid(String sequenceNumber, StreamShardDescriptor shard) {
        return DynamoDbException.validation(
                "Invalid SequenceNumber: " + sequenceNumber + " is not one of " + shard.id());
    }

    record Request(String arn, String shardId, String type, Optional<String> sequenceNumber) {}
}
