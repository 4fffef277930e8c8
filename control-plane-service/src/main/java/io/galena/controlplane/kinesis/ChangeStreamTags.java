package io.galena.controlplane.kinesis;

import io.galena.dynamodb.model.Structure;
import io.galena.kit.kinesis.StreamReference;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/**
 * {@code AddTagsToStream} and {@code RemoveTagsFromStream}: gives a stream tags, or those that it has new values; takes tags away, of which
 * those that are not there are no error.
 */
final class ChangeStreamTags implements Operation<ChangeStreamTags.Request, Nothing> {
    private final Direction direction;
    private final KinesisStreamRows streams;
    private final KinesisStore store;

    ChangeStreamTags(Direction direction, KinesisStreamRows streams, KinesisStore store) {
        this.direction = direction;
        this.streams = streams;
        this.store = store;
    }

    @Override
    public String name() {
        return switch (direction) {
            case ADD -> "kinesis:AddTagsToStream";
            case REMOVE -> "kinesis:RemoveTagsFromStream";
        };
    }

    @Override
    public Request read(Structure input, Caller caller) {
        var stream = StreamReference.of(input, caller);
        return switch (direction) {
            case ADD -> new Request(stream, input.stringMap("Tags").orElseThrow(), List.of());
            case REMOVE ->
                new Request(stream, Map.of(), input.strings("TagKeys").orElseThrow());
        };
    }

    @Override
    public Nothing handle(Request request, Caller caller) {
        streams.change(request.stream(), caller, (stream, _) -> {
            var tags = store.tags(stream.id());
            tags.putAll(request.added());
            request.removed().forEach(tags::remove);
            StreamTags.require(tags);
            store.setTags(stream.id(), tags);
        });
        return Nothing.NOTHING;
    }

    @Override
    public void write(Nothing answer, JsonGenerator json) {
        // an empty object
    }

    /** What an operation does with tags. */
    enum Direction {
        ADD,
        REMOVE
    }

    /** The stream, the tags that it gets, and the keys of those that it loses. */
    record Request(StreamReference stream, Map<String, String> added, List<String> removed) {}
}
