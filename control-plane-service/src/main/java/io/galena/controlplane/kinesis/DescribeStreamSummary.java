package io.galena.controlplane.kinesis;

import io.galena.dynamodb.model.Structure;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.kit.kinesis.StreamReference;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.Operation;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** {@code DescribeStreamSummary}: a stream without its shards. */
@Component
final class DescribeStreamSummary implements Operation<StreamReference, KinesisStreamDescriptor> {
    private final KinesisStreamRows streams;

    DescribeStreamSummary(KinesisStreamRows streams) {
        this.streams = streams;
    }

    @Override
    public String name() {
        return "kinesis:DescribeStreamSummary";
    }

    @Override
    public StreamReference read(Structure input, Caller caller) {
        return StreamReference.of(input, caller);
    }

    @Override
    public KinesisStreamDescriptor handle(StreamReference request, Caller caller) {
        return streams.require(request, caller);
    }

    @Override
    public void write(KinesisStreamDescriptor answer, JsonGenerator json) {
        json.writeObjectPropertyStart("StreamDescriptionSummary");
        StreamJson.writeHead(answer, json);
        StreamJson.writeSettings(answer, json);
        json.writeNumberProperty("OpenShardCount", answer.active() ? answer.shards() : 0);
        json.writeNumberProperty("ConsumerCount", 0);
        json.writeEndObject();
    }
}
