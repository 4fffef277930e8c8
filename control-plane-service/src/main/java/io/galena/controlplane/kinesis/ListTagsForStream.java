package io.galena.controlplane.kinesis;

import io.galena.dynamodb.model.Structure;
import io.galena.kit.kinesis.StreamReference;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code ListTagsForStream}: a stream's tags in the order of their keys, a page at a time. */
@Component
final class ListTagsForStream implements Operation<ListTagsForStream.Request, ListTagsForStream.Answer> {
    private static final long MOST = 50;

    private final KinesisStreamRows streams;
    private final KinesisStore store;

    ListTagsForStream(KinesisStreamRows streams, KinesisStore store) {
        this.streams = streams;
        this.store = store;
    }

    @Override
    public String name() {
        return "kinesis:ListTagsForStream";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        return new Request(
                StreamReference.of(input, caller),
                input.string("ExclusiveStartTagKey").orElse(""),
                input.integer("Limit").orElse(MOST));
    }

    @Override
    public Answer handle(Request request, Caller caller) {
        var stream = streams.require(request.stream(), caller);
        var rest = store.tags(stream.id()).entrySet().stream()
                .filter(tag -> tag.getKey().compareTo(request.after()) > 0)
                .toList();
        var page = rest.stream().limit(request.limit()).toList();
        return new Answer(page, page.size() < rest.size());
    }

    @Override
    public void write(Answer answer, JsonGenerator json) {
        json.writeArrayPropertyStart("Tags");
        answer.tags().forEach(tag -> {
            json.writeStartObject();
            json.writeStringProperty("Key", tag.getKey());
            json.writeStringProperty("Value", tag.getValue());
            json.writeEndObject();
        });
        json.writeEndArray();
        json.writeBooleanProperty("HasMoreTags", answer.more());
    }

    /** Which tags of which stream. */
    record Request(StreamReference stream, String after, long limit) {}

    /** A page of tags. */
    record Answer(List<Map.Entry<String, String>> tags, boolean more) {}
}
