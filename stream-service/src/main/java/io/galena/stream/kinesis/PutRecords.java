package io.galena.stream.kinesis;

import io.galena.dynamodb.model.Structure;
import io.galena.kit.kinesis.RecordNumber;
import io.galena.kit.kinesis.ShardIds;
import io.galena.kit.kinesis.StreamReference;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code PutRecords}: writes records; each may fail alone. */
@Component
final class PutRecords implements Operation<PutRecords.Request, List<Optional<RecordNumber>>> {
    private static final int MOST_BYTES = 5 * 1024 * 1024;

    private final KinesisStreams streams;
    private final KinesisWriter writer;
    private final KinesisMetrics metrics;

    PutRecords(KinesisStreams streams, KinesisWriter writer, KinesisMetrics metrics) {
        this.streams = streams;
        this.writer = writer;
        this.metrics = metrics;
    }

    @Override
    public String name() {
        return "kinesis:PutRecords";
    }

    @Override
    public Request read(Structure input, Caller caller) {
        var entries = input.structures("Records").orElseThrow();
        var records = new ArrayList<NewRecord>(entries.size());
        var bytes = 0L;
        for (var entry : entries) {
            var item = NewRecord.read(entry, "records." + (records.size() + 1) + ".member.data");
            bytes += item.data().length + item.partitionKey().length();
            records.add(item);
        }
        if (bytes > MOST_BYTES) {
            throw StreamReference.invalid("Records size exceeds 5 MB limit");
        }
        return new Request(StreamReference.of(input, caller), records);
    }

    @Override
    public List<Optional<RecordNumber>> handle(Request request, Caller caller) {
        var stream = streams.require(request.stream());
        var written = writer.write(stream, request.items());
        metrics.written(
                stream,
                Math.toIntExact(written.stream().flatMap(Optional::stream).count()));
        return written;
    }

    @Override
    public void write(List<Optional<RecordNumber>> answer, JsonGenerator json) {
        json.writeNumberProperty(
                "FailedRecordCount", answer.stream().filter(Optional::isEmpty).count());
        json.writeArrayPropertyStart("Records");
        for (var written : answer) {
            json.writeStartObject();
            written.ifPresentOrElse(
                    number -> {
                        json.writeStringProperty("SequenceNumber", number.toString());
                        json.writeStringProperty("ShardId", ShardIds.of(number.shard()));
                    },
                    () -> {
                        json.writeStringProperty("ErrorCode", "InternalFailure");
                        json.writeStringProperty("ErrorMessage", "Internal Service Failure");
                    });
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringProperty("EncryptionType", "NONE");
    }

    /** Records and their stream. */
    record Request(StreamReference stream, List<NewRecord> items) {}
}
