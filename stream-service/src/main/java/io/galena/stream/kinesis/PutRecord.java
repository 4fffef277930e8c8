package io.galena.stream.kinesis;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.dynamodb.model.Structure;
import io.galena.kit.kinesis.RecordNumber;
import io.galena.kit.kinesis.ShardIds;
import io.galena.kit.kinesis.StreamReference;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code PutRecord}: writes a record. */
@Component
final class PutRecord implements Operation<PutRecord.Request, RecordNumber> {
    private final KinesisStreams streams;
    private final KinesisWriter writer;
    private final KinesisMetrics metrics;

    PutRecord(KinesisStreams streams, KinesisWriter writer, KinesisMetrics metrics) {
        this.streams = streams;
        this.writer = writer;
        this.metrics = metrics;
    }

    @Override
    public String name() {
        return "kinesis:PutRecord";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        // Numbers of a shard grow in any case.
        var _ = input.string("SequenceNumberForOrdering");
        return new Request(StreamReference.of(input, caller), NewRecord.read(input, "data"));
    }

    @Override
    public RecordNumber handle(Request request, Caller caller) {
        var stream = streams.require(request.stream());
        var number = writer.write(stream, List.of(request.item()))
                .getFirst()
                .orElseThrow(() -> new DynamoDbException(
                        ErrorType.SERVICE_UNAVAILABLE, "The stream is not available. Please try again."));
        metrics.written(stream, 1);
        return number;
    }

    @Override
    public void write(RecordNumber answer, JsonGenerator json) {
        json.writeStringProperty("ShardId", ShardIds.of(answer.shard()));
        json.writeStringProperty("SequenceNumber", answer.toString());
        json.writeStringProperty("EncryptionType", "NONE");
    }

    /** A record and its stream. */
    record Request(StreamReference stream, NewRecord item) {}
}
