package io.galena.controlplane.kinesis;

import io.galena.dynamodb.model.Structure;
import io.galena.kit.kinesis.KinesisStreamStatus;
import io.galena.kit.kinesis.StreamReference;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code DeleteStream}: the stream is {@code DELETING} until the stream service has told that its topic is gone. */
@Component
final class DeleteStream implements Operation<StreamReference, Nothing> {
    private final KinesisStreamRows streams;
    private final KinesisStore store;

    DeleteStream(KinesisStreamRows streams, KinesisStore store) {
        this.streams = streams;
        this.store = store;
    }

    @Override
    public String name() {
        return "kinesis:DeleteStream";
    }

    @Override
    public StreamReference read(Structure input, Caller caller) {
        // There are no consumers whose deletion could be enforced.
        var _ = input.bool("EnforceConsumerDeletion");
        return StreamReference.of(input, caller);
    }

    @Override
    public Nothing handle(StreamReference request, Caller caller) {
        streams.change(request, caller, (stream, revision) -> {
            if (stream.status() == KinesisStreamStatus.DELETING) {
                throw request.notActive(stream.status());
            }
            store.startDeleting(stream.id(), revision);
        });
        return Nothing.NOTHING;
    }

    @Override
    public void write(Nothing answer, JsonGenerator json) {
        // an empty object
    }
}
