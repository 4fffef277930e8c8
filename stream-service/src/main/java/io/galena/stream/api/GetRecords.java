package io.galena.stream.api;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.catalog.StreamDescriptor;
import io.galena.kit.catalog.StreamShardDescriptor;
import io.galena.kit.changelog.Topics;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import io.galena.stream.read.ReadPage;
import io.galena.stream.read.ReadRecord;
import io.galena.stream.read.ShardReader;
import io.galena.stream.read.Span;
import io.galena.stream.read.TrimmedException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code GetRecords}: the records of a shard from an iterator on, and the iterator of what follows. */
@Component
final class GetRecords implements Operation<GetRecords.Request, GetRecords.Answer> {
    private static final long PAGE = 1000;
    private static final Duration ITERATOR_LIFETIME = Duration.ofMinutes(15);

    private final Streams streams;
    private final StreamSpans spans;
    private final ShardReader reader;
    private final InstantSource time;

    GetRecords(Streams streams, StreamSpans spans, ShardReader reader, @Qualifier("streamTime") InstantSource time) {
        this.streams = streams;
        this.spans = spans;
        this.reader = reader;
        this.time = time;
    }

    @Override
    public String name() {
        return "GetRecords";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        return new Request(ShardIterator.parse(input.string("ShardIterator").orElseThrow()), (int)
                Math.min(input.integer("Limit").orElse(PAGE), PAGE));
    }

    @Override
    public Answer handle(Request request, Caller caller) {
        var iterator = request.iterator();
        var stream = streams.require(iterator.streamArn(), caller);
        var shard = Streams.requireShard(stream, iterator.shardId());
        var now = time.instant();
        if (iterator.made().plus(ITERATOR_LIFETIME).isBefore(now)) {
            throw new DynamoDbException(ErrorType.EXPIRED_ITERATOR, "The provided shard iterator has expired");
        }
        var page = spans.find(stream, shard)
                .map(span -> page(stream, shard, span, request))
                .orElseGet(() -> new ReadPage(List.of(), iterator.position(), false));
        var next = page.ended()
                ? Optional.<ShardIterator>empty()
                : Optional.of(new ShardIterator(stream.arn(), shard.id(), page.next(), now));
        return new Answer(stream, page.records(), next);
    }

    @Override
    public void write(Answer answer, JsonGenerator json) {
        json.writeArrayPropertyStart("Records");
        var records = new RecordJson(answer.stream(), json);
        answer.records().forEach(records::write);
        json.writeEndArray();
        answer.next().ifPresent(next -> json.writeStringProperty("NextShardIterator", next.toString()));
    }

    private ReadPage page(StreamDescriptor stream, StreamShardDescriptor shard, Span span, Request request) {
        var position = request.iterator().position();
        if (span.isOutlived(position) || (span.isLost() && position.offset() > 0)) {
            throw trimmed();
        }
        var from = position.offset() < span.first() ? span.beginning() : position;
        if (span.end().isPresent() && from.offset() >= span.end().getAsLong()) {
            return new ReadPage(List.of(), from, true);
        }
        var partition = new TopicPartition(Topics.changes(stream.tableId()), shard.kafkaPartition());
        try {
            return reader.read(partition, shard.epoch(), from, span.end(), request.limit());
        } catch (TrimmedException e) {
            throw trimmed();
        }
    }

    /** What was to be read is too old, or lost. */
    static DynamoDbException trimmed() {
        return new DynamoDbException(
                ErrorType.TRIMMED_DATA_ACCESS,
                "The operation attempted to read past the oldest stream record in a shard.");
    }

    record Request(ShardIterator iterator, int limit) {}

    record Answer(StreamDescriptor stream, List<ReadRecord> records, Optional<ShardIterator> next) {}
}
