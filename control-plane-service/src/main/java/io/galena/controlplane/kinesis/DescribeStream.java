package io.galena.controlplane.kinesis;

import io.galena.dynamodb.model.Structure;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.kit.kinesis.StreamReference;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code DescribeStream}: a stream and its shards, a page of them at a time. */
@Component
final class DescribeStream implements Operation<DescribeStream.Request, DescribeStream.Answer> {
    private static final long DEFAULT_LIMIT = 100;

    private final KinesisStreamRows streams;

    DescribeStream(KinesisStreamRows streams) {
        this.streams = streams;
    }

    @Override
    public String name() {
        return "kinesis:DescribeStream";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        return new Request(
                StreamReference.of(input, caller),
                input.string("ExclusiveStartShardId"),
                Math.toIntExact(input.integer("Limit").orElse(DEFAULT_LIMIT)));
    }

    @Override
    public Answer handle(Request request, Caller caller) {
        var stream = streams.require(request.stream(), caller);
        return new Answer(stream, ShardPage.of(stream, request.after(), request.limit()));
    }

    @Override
    public void write(Answer answer, JsonGenerator json) {
        json.writeObjectPropertyStart("StreamDescription");
        StreamJson.writeHead(answer.stream(), json);
        StreamJson.writeSettings(answer.stream(), json);
        answer.page().write(answer.stream(), json);
        json.writeBooleanProperty("HasMoreShards", answer.page().more());
        json.writeEndObject();
    }

    /** Which shards of which stream. */
    record Request(StreamReference stream, Optional<String> after, int limit) {}

    /** A stream and a page of its shards. */
    record Answer(KinesisStreamDescriptor stream, ShardPage page) {}
}
