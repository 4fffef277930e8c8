package io.galena.controlplane.kinesis;

import io.galena.dynamodb.model.Structure;
import io.galena.kit.kinesis.StreamReference;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code AddTagsToStream}: adds tags to a stream, or gives those it has new values. */
@Component
final class AddTagsToStream implements Operation<AddTagsToStream.Request, Nothing> {
    private final KinesisStreamRows streams;
    private final KinesisStore store;

    AddTagsToStream(KinesisStreamRows streams, KinesisStore store) {
        this.streams = streams;
        this.store = store;
    }

    @Override
    public String name() {
        return "kinesis:AddTagsToStream";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        return new Request(
                StreamReference.of(input, caller), input.stringMap("Tags").orElseThrow());
    }

    @Override
    public Nothing handle(Request request, Caller caller) {
        streams.change(request.stream(), caller, (stream, _) -> {
            var tags = store.tags(stream.id());
            tags.putAll(request.tags());
            StreamTags.require(tags);
            store.setTags(stream.id(), tags);
        });
        return Nothing.NOTHING;
    }

    @Override
    public void write(Nothing answer, JsonGenerator json) {
        // an empty object
    }

    /** The stream and its tags. */
    record Request(StreamReference stream, Map<String, String> tags) {}
}
