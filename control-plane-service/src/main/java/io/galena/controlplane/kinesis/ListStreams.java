package io.galena.controlplane.kinesis;

import io.galena.dynamodb.model.Structure;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code ListStreams}: an account's streams in the byte order of their names, a page at a time. */
@Component
final class ListStreams implements Operation<ListStreams.Request, ListStreams.Answer> {
    private static final long DEFAULT_LIMIT = 100;

    private final KinesisStore store;

    ListStreams(KinesisStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "kinesis:ListStreams";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        var after = input.string("NextToken")
                .map(PageToken::parseName)
                .or(() -> input.string("ExclusiveStartStreamName"))
                .orElse("");
        return new Request(after, Math.toIntExact(input.integer("Limit").orElse(DEFAULT_LIMIT)));
    }

    @Override
    public Answer handle(Request request, Caller caller) {
        var found = store.list(caller.account(), caller.region(), request.after(), request.limit() + 1);
        var more = found.size() > request.limit();
        return new Answer(more ? found.subList(0, request.limit()) : found, more);
    }

    @Override
    public void write(Answer answer, JsonGenerator json) {
        json.writeArrayPropertyStart("StreamNames");
        answer.streams().forEach(stream -> json.writeString(stream.name()));
        json.writeEndArray();
        json.writeArrayPropertyStart("StreamSummaries");
        answer.streams().forEach(stream -> {
            json.writeStartObject();
            StreamJson.writeHead(stream, json);
            json.writeEndObject();
        });
        json.writeEndArray();
        json.writeBooleanProperty("HasMoreStreams", answer.more());
        if (answer.more()) {
            json.writeStringProperty(
                    "NextToken", PageToken.ofName(answer.streams().getLast().name()));
        }
    }

    /** Which page. */
    record Request(String after, int limit) {}

    /** A page of streams. */
    record Answer(List<KinesisStreamDescriptor> streams, boolean more) {}
}
