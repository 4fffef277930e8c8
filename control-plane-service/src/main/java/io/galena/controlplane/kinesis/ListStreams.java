package io.galena.controlplane.kinesis;

import io.galena.controlplane.database.Page;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code ListStreams}: an account's streams in the byte order of their names, a page at a time. */
@Component
final class ListStreams implements Operation<Page.Place, Page<KinesisStreamDescriptor>> {
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
    public Page.Place read(Structure input, Caller caller) {
        var after = input.string("NextToken")
                .map(PageToken::parseName)
                .or(() -> input.string("ExclusiveStartStreamName"))
                .orElse("");
        return new Page.Place(
                caller.account(),
                caller.region(),
                after,
                Math.toIntExact(input.integer("Limit").orElse(DEFAULT_LIMIT)));
    }

    @Override
    public Page<KinesisStreamDescriptor> handle(Page.Place request, Caller caller) {
        return store.page(request);
    }

    @Override
    public void write(Page<KinesisStreamDescriptor> answer, JsonGenerator json) {
        json.writeArrayPropertyStart("StreamNames");
        answer.entries().forEach(stream -> json.writeString(stream.name()));
        json.writeEndArray();
        json.writeArrayPropertyStart("StreamSummaries");
        answer.entries().forEach(stream -> {
            json.writeStartObject();
            StreamJson.writeHead(stream, json);
            json.writeEndObject();
        });
        json.writeEndArray();
        json.writeBooleanProperty("HasMoreStreams", answer.more());
        if (answer.more()) {
            json.writeStringProperty(
                    "NextToken", PageToken.ofName(answer.entries().getLast().name()));
        }
    }
}
