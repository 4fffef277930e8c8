package io.galena.stream.api;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.catalog.StreamDescriptor;
import io.galena.kit.catalog.StreamShardDescriptor;
import io.galena.kit.changelog.SequenceNumber;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import io.galena.stream.read.Position;
import io.galena.stream.read.Span;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code DescribeStream}: a stream and its shards, a page of them at a time, or the children of one. */
@Component
final class DescribeStream implements Operation<DescribeStream.Request, DescribeStream.Answer> {
    private static final long PAGE = 100;

    private final Streams streams;
    private final StreamSpans spans;

    DescribeStream(Streams streams, StreamSpans spans) {
        this.streams = streams;
        this.spans = spans;
    }

    @Override
    public String name() {
        return "DescribeStream";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        return new Request(
                input.string("StreamArn").orElseThrow(),
                input.string("ExclusiveStartShardId"),
                input.structure("ShardFilter").map(DescribeStream::parentOf),
                Math.min(input.integer("Limit").orElse(PAGE), PAGE));
    }

    private static String parentOf(Structure filter) {
        return filter.string("ShardId")
                .filter(id -> filter.string("Type").isPresent())
                .orElseThrow(() -> DynamoDbException.validation(
                        "ShardFilter must have both Type and ShardId: CHILD_SHARDS of which shard?"));
    }

    @Override
    public Answer handle(Request request, Caller caller) {
        var stream = streams.require(request.arn(), caller);
        var wanted = stream.shards().stream()
                .filter(shard -> request.parent().isEmpty() || shard.parent().equals(request.parent()))
                .toList();
        var from = request.after().map(id -> behind(wanted, id)).orElse(0);
        var page = wanted.stream().skip(from).limit(request.limit()).toList();
        var last =
                from + page.size() < wanted.size() ? Optional.of(page.getLast().id()) : Optional.<String>empty();
        return new Answer(stream, page, last);
    }

    private static int behind(List<StreamShardDescriptor> shards, String id) {
        for (var i = 0; i < shards.size(); i++) {
            if (shards.get(i).id().compareTo(id) > 0) {
                return i;
            }
        }
        return shards.size();
    }

    @Override
    public void write(Answer answer, JsonGenerator json) {
        var stream = answer.stream();
        json.writeObjectPropertyStart("StreamDescription");
        json.writeStringProperty("StreamArn", stream.arn());
        json.writeStringProperty("StreamLabel", stream.label());
        json.writeStringProperty("StreamStatus", stream.status().name());
        json.writeStringProperty("StreamViewType", stream.viewType());
        json.writeName("CreationRequestDateTime");
        json.writeNumber(BigDecimal.valueOf(stream.created().toEpochMilli(), 3));
        json.writeStringProperty("TableName", stream.table());
        writeKeys(stream, json);
        json.writeArrayPropertyStart("Shards");
        answer.shards().forEach(shard -> write(stream, shard, json));
        json.writeEndArray();
        answer.last().ifPresent(id -> json.writeStringProperty("LastEvaluatedShardId", id));
        json.writeEndObject();
    }

    private static void writeKeys(StreamDescriptor stream, JsonGenerator json) {
        json.writeArrayPropertyStart("KeySchema");
        stream.keys().partition().forEach(attribute -> writeKey(attribute.name(), "HASH", json));
        stream.keys().sort().forEach(attribute -> writeKey(attribute.name(), "RANGE", json));
        json.writeEndArray();
    }

    private static void writeKey(String attribute, String type, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("AttributeName", attribute);
        json.writeStringProperty("KeyType", type);
        json.writeEndObject();
    }

    private void write(StreamDescriptor stream, StreamShardDescriptor shard, JsonGenerator json) {
        var span = spans.find(stream, shard);
        json.writeStartObject();
        json.writeStringProperty("ShardId", shard.id());
        json.writeObjectPropertyStart("SequenceNumberRange");
        var first = span.map(Span::beginning).orElseGet(() -> new Position(0, 0));
        json.writeStringProperty("StartingSequenceNumber", sequenceNumber(shard, first));
        span.ifPresent(known -> known.end()
                .ifPresent(offset ->
                        json.writeStringProperty("EndingSequenceNumber", sequenceNumber(shard, known.at(offset)))));
        json.writeEndObject();
        shard.parent().ifPresent(parent -> json.writeStringProperty("ParentShardId", parent));
        json.writeEndObject();
    }

    private static String sequenceNumber(StreamShardDescriptor shard, Position position) {
        return new SequenceNumber(shard.epoch(), position.generation(), position.offset()).toString();
    }

    /** @param parent whose children alone are wanted */
    record Request(String arn, Optional<String> after, Optional<String> parent, long limit) {}

    /** @param last the page's last shard, if more follow */
    record Answer(StreamDescriptor stream, List<StreamShardDescriptor> shards, Optional<String> last) {}
}
