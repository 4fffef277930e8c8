package io.galena.controlplane.kinesis;

import io.galena.dynamodb.model.Structure;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.kit.kinesis.StreamReference;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code ListShards}: a stream's shards, a page at a time. They are all open, from the stream's beginning on. */
@Component
final class ListShards implements Operation<ListShards.Request, ListShards.Answer> {
    private static final long DEFAULT_LIMIT = 1000;

    private final KinesisStreamRows streams;
    private final InstantSource time;

    ListShards(KinesisStreamRows streams, @Qualifier("controlPlaneTime") InstantSource time) {
        this.streams = streams;
        this.time = time;
    }

    @Override
    public String name() {
        return "kinesis:ListShards";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        var limit = Math.toIntExact(input.integer("MaxResults").orElse(DEFAULT_LIMIT));
        var token = input.string("NextToken").map(text -> PageToken.parse(text, time.instant()));
        var named = StreamReference.find(input, caller);
        var start = input.string("ExclusiveStartShardId");
        var created = input.time("StreamCreationTimestamp");
        if (token.isPresent()) {
            if (named.isPresent() || start.isPresent() || created.isPresent()) {
                throw StreamReference.invalid("NextToken and StreamName cannot be provided together.");
            }
            return new Request(new StreamReference(caller.account(), token.get().stream()), token, start, limit);
        }
        var after = input.structure("ShardFilter").flatMap(ListShards::afterOf).or(() -> start);
        return new Request(StreamReference.of(input, caller), token, after, limit);
    }

    /** The filters by time name the shards that were open then, which are all. */
    private static Optional<String> afterOf(Structure filter) {
        var type = filter.string("Type").orElseThrow();
        var shard = filter.string("ShardId");
        var timestamp = filter.time("Timestamp");
        if (type.equals("AFTER_SHARD_ID") && shard.isEmpty()) {
            throw StreamReference.invalid("ShardFilter of the type AFTER_SHARD_ID must have a ShardId.");
        }
        if (type.endsWith("_TIMESTAMP") && timestamp.isEmpty()) {
            throw StreamReference.invalid("ShardFilter of the type " + type + " must have a Timestamp.");
        }
        return shard.filter(_ -> type.equals("AFTER_SHARD_ID"));
    }

    @Override
    public Answer handle(Request request, Caller caller) {
        var stream = streams.require(request.stream(), caller);
        if (!stream.active()) {
            throw request.stream().notActive(stream.status());
        }
        if (request.token().isPresent() && request.token().get().id() != stream.id()) {
            throw request.stream().notFound();
        }
        return new Answer(
                stream,
                request.token()
                        .map(token -> ShardPage.of(stream, token.from(), request.limit()))
                        .orElseGet(() -> ShardPage.of(stream, request.after(), request.limit())));
    }

    @Override
    public void write(Answer answer, JsonGenerator json) {
        var page = answer.page();
        page.write(answer.stream(), json);
        if (page.more()) {
            var next = new PageToken(answer.stream().name(), answer.stream().id(), page.until(), time.instant());
            json.writeStringProperty("NextToken", next.toString());
        }
    }

    /** Which shards of which stream: from a token on, or behind a shard. */
    record Request(StreamReference stream, Optional<PageToken> token, Optional<String> after, int limit) {}

    /** A page of shards. */
    record Answer(KinesisStreamDescriptor stream, ShardPage page) {}
}
