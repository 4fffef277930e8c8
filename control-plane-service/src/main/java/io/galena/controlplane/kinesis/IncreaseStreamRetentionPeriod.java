package io.galena.controlplane.kinesis;

import io.galena.dynamodb.model.Structure;
import io.galena.kit.kinesis.StreamReference;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code IncreaseStreamRetentionPeriod}: keeps records for longer. */
@Component
final class IncreaseStreamRetentionPeriod implements Operation<IncreaseStreamRetentionPeriod.Request, Nothing> {
    private final KinesisStreamRows streams;
    private final KinesisStore store;

    IncreaseStreamRetentionPeriod(KinesisStreamRows streams, KinesisStore store) {
        this.streams = streams;
        this.store = store;
    }

    @Override
    public String name() {
        return "kinesis:IncreaseStreamRetentionPeriod";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        return new Request(
                StreamReference.of(input, caller),
                RetentionHours.require(input.integer("RetentionPeriodHours").orElseThrow()));
    }

    @Override
    public Nothing handle(Request request, Caller caller) {
        streams.change(request.stream(), caller, (stream, revision) -> {
            if (!stream.active()) {
                throw request.stream().notActive(stream.status());
            }
            if (request.hours() < stream.retentionHours()) {
                throw StreamReference.invalid("Requested retention period (" + request.hours() + " hours) for stream "
                        + stream.name() + " can not be shorter than existing retention period ("
                        + stream.retentionHours() + " hours). Use DecreaseRetentionPeriod API.");
            }
            store.setRetention(stream.id(), request.hours(), revision);
        });
        return Nothing.NOTHING;
    }

    @Override
    public void write(Nothing answer, JsonGenerator json) {
        // an empty object
    }

    /** Which stream is to keep records for how long. */
    record Request(StreamReference stream, int hours) {}
}
