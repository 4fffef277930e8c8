package io.galena.stream.destination;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.dynamodb.value.DynamoJson;
import io.galena.dynamodb.value.ItemCodec;
import io.galena.dynamodb.value.ItemSize;
import io.galena.dynamodb.value.RawJson;
import io.galena.kit.changelog.LogEntry.Cause;
import io.galena.kit.changelog.LogEntry.Image;
import io.galena.kit.changelog.TopicRecord;
import io.galena.kit.destination.DestinationDescriptor;
import io.galena.kit.destination.DestinationPrecision;
import io.galena.kit.kinesis.HashKeys;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * Writes changes as DynamoDB sends them to Kinesis. The partition key is made of the item's key, so that the records of an item are in one
 * shard. Keys and images are copied as they are stored.
 */
final class DeliveredRecord {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final DestinationDescriptor destination;
    private final KinesisStreamDescriptor stream;
    private final MessageDigest digest = md5();

    DeliveredRecord(DestinationDescriptor destination, KinesisStreamDescriptor stream) {
        this.destination = destination;
        this.stream = stream;
    }

    /**
     * The record of a change.
     *
     * @param now what Kinesis takes for the time of its arrival, milliseconds since 1970
     */
    ProducerRecord<byte[], byte[]> of(TopicRecord.Change change, long now) {
        var key = HEX.formatHex(digest.digest(change.keys()));
        return new ProducerRecord<>(
                stream.topic(), HashKeys.shardOf(key, stream.shards()), now, key.getBytes(UTF_8), json(change));
    }

    private byte[] json(TopicRecord.Change change) {
        var bytes = new ByteArrayOutputStream(1024);
        try (var json = DynamoJson.factory().createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringProperty("awsRegion", destination.region());
            json.writeStringProperty("eventID", eventId(change).toString());
            json.writeStringProperty("eventName", change.kind().name());
            writeUser(change, json);
            json.writeStringProperty("recordFormat", "application/json");
            json.writeStringProperty("tableName", destination.table());
            json.writeObjectPropertyStart("dynamodb");
            writeTime(change, json);
            raw("Keys", change.keys(), json);
            change.newImage().ifPresent(image -> raw("NewImage", image.bytes(), json));
            change.oldImage().ifPresent(image -> raw("OldImage", image.bytes(), json));
            json.writeNumberProperty("SizeBytes", size(change));
            json.writeEndObject();
            json.writeStringProperty("eventSource", "aws:dynamodb");
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private void writeTime(TopicRecord.Change change, JsonGenerator json) {
        switch (destination.precision()) {
            case MILLISECOND -> json.writeNumberProperty("ApproximateCreationDateTime", change.committed());
            case MICROSECOND -> {
                json.writeNumberProperty("ApproximateCreationDateTime", change.committed() * 1000 + change.micros());
                json.writeStringProperty(
                        "ApproximateCreationDateTimePrecision", DestinationPrecision.MICROSECOND.name());
            }
        }
    }

    private static void writeUser(TopicRecord.Change change, JsonGenerator json) {
        if (change.cause() == Cause.TIME_TO_LIVE) {
            json.writeObjectPropertyStart("userIdentity");
            json.writeStringProperty("type", "Service");
            json.writeStringProperty("principalId", "dynamodb.amazonaws.com");
            json.writeEndObject();
        } else {
            json.writeNullProperty("userIdentity");
        }
    }

    /** The same whenever and wherever the change is delivered: an item's versions are never used again. */
    private UUID eventId(TopicRecord.Change change) {
        digest.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(destination.tableId())
                .putLong(change.version())
                .array());
        var bytes = digest.digest(change.keys());
        // As UUIDs that are made of names: version 3, variant 2.
        bytes[6] = (byte) ((bytes[6] & 0x0f) | 0x30);
        bytes[8] = (byte) ((bytes[8] & 0x3f) | 0x80);
        var buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    private static int size(TopicRecord.Change change) {
        return ItemSize.of(ItemCodec.decode(change.keys()))
                + change.newImage().map(Image::size).orElse(0)
                + change.oldImage().map(Image::size).orElse(0);
    }

    private static void raw(String name, byte[] bytes, JsonGenerator json) {
        json.writeName(name);
        json.writeRawValue(new RawJson(bytes));
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has MD5", e);
        }
    }
}
