package io.galena.controlplane.kinesis;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.kit.kinesis.StreamReference;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import tools.jackson.core.JsonGenerator;

/** {@code IncreaseStreamRetentionPeriod} and {@code DecreaseStreamRetentionPeriod}: keeps records for longer, or not for so long. */
final class ChangeRetentionPeriod implements Operation<ChangeRetentionPeriod.Request, Nothing> {
    private final Direction direction;
    private final KinesisStreamRows streams;
    private final KinesisStore store;

    ChangeRetentionPeriod(Direction direction, KinesisStreamRows streams, KinesisStore store) {
        this.direction = direction;
        this.streams = streams;
        this.store = store;
    }

    @Override
    public String name() {
        return "kinesis:" + direction.verb + "StreamRetentionPeriod";
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
            if (direction.isOpposite(request.hours() - stream.retentionHours())) {
                throw direction.refusal(stream, request.hours());
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

    /** Where an operation may take the retention; it may also leave it as it is. */
    enum Direction {
        INCREASE("Increase", "shorter", "Decrease") {
            @Override
            boolean isOpposite(int difference) {
                return difference < 0;
            }
        },
        DECREASE("Decrease", "longer", "Increase") {
            @Override
            boolean isOpposite(int difference) {
                return difference > 0;
            }
        };

        private final String verb;
        private final String opposite;
        private final String opposingVerb;

        Direction(String verb, String opposite, String opposingVerb) {
            this.verb = verb;
            this.opposite = opposite;
            this.opposingVerb = opposingVerb;
        }

        abstract boolean isOpposite(int difference);

        private DynamoDbException refusal(KinesisStreamDescriptor stream, int hours) {
            return StreamReference.invalid(
                    "Requested retention period (" + hours + " hours) for stream " + stream.name()
                            + " can not be " + opposite + " than existing retention period (" + stream.retentionHours()
                            + " hours). Use " + opposingVerb + "RetentionPeriod API.");
        }
    }
}
