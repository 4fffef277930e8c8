package io.galena.controlplane.kinesis;

import io.galena.dynamodb.model.BodyFormat;
import io.galena.kit.kinesis.HashKeys;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.kit.kinesis.RecordNumber;
import io.galena.kit.kinesis.ShardIds;
import tools.jackson.core.JsonGenerator;

/** Streams and shards as the Kinesis API shows them. */
final class StreamJson {
    private StreamJson() {}

    /** What all descriptions of a stream have. */
    static void writeHead(KinesisStreamDescriptor stream, JsonGenerator json) {
        json.writeStringProperty("StreamName", stream.name());
        json.writeStringProperty("StreamARN", stream.arn());
        json.writeStringProperty("StreamStatus", stream.status().name());
        json.writeObjectPropertyStart("StreamModeDetails");
        json.writeStringProperty("StreamMode", stream.mode());
        json.writeEndObject();
        BodyFormat.writeTime("StreamCreationTimestamp", stream.created(), json);
    }

    /** What the two descriptions of one stream have besides. */
    static void writeSettings(KinesisStreamDescriptor stream, JsonGenerator json) {
        json.writeNumberProperty("RetentionPeriodHours", stream.retentionHours());
        json.writeArrayPropertyStart("EnhancedMonitoring");
        json.writeStartObject();
        json.writeArrayPropertyStart("ShardLevelMetrics");
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeStringProperty("EncryptionType", "NONE");
    }

    static void writeShard(KinesisStreamDescriptor stream, int shard, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("ShardId", ShardIds.of(shard));
        json.writeObjectPropertyStart("HashKeyRange");
        json.writeStringProperty(
                "StartingHashKey", HashKeys.first(shard, stream.shards()).toString());
        json.writeStringProperty(
                "EndingHashKey", HashKeys.last(shard, stream.shards()).toString());
        json.writeEndObject();
        json.writeObjectPropertyStart("SequenceNumberRange");
        json.writeStringProperty(
                "StartingSequenceNumber", RecordNumber.beginning(stream, shard).toString());
        json.writeEndObject();
        json.writeEndObject();
    }
}
