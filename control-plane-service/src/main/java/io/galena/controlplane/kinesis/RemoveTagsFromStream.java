package io.galena.controlplane.kinesis;

import io.galena.dynamodb.model.Structure;
import io.galena.kit.kinesis.StreamReference;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code RemoveTagsFromStream}: takes tags away; those that are not there are no error. */
@Component
final class RemoveTagsFromStream implements Operation<RemoveTagsFromStream.Request, Nothing> {
    private final KinesisStreamRows streams;
    private final KinesisStore store;

    RemoveTagsFromStream(KinesisStreamRows streams, KinesisStore store) {
        this.streams = streams;
        this.store = store;
    }

    @Override
    public String name() {
        return "kinesis:RemoveTagsFromStream";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        return new Request(
                StreamReference.of(input, caller), input.strings("TagKeys").orElseThrow());
    }

    @Override
    public Nothing handle(Request request, Caller caller) {
        streams.change(request.stream(), caller, (stream, _) -> {
            var tags = store.tags(stream.id());
            request.keys().forEach(tags::remove);
            store.setTags(stream.id(), tags);
        });
        return Nothing.NOTHING;
    }

    @Override
    public void write(Nothing answer, JsonGenerator json) {
        // an empty object
    }

    /** The stream and the keys of its tags. */
    record Request(StreamReference stream, List<String> keys) {}
}
