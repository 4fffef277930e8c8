package io.galena.stream.api;

import io.galena.dynamodb.value.ItemCodec;
import io.galena.dynamodb.value.ItemSize;
import io.galena.dynamodb.value.RawJson;
import io.galena.kit.catalog.StreamDescriptor;
import io.galena.kit.changelog.LogEntry.Cause;
import io.galena.kit.changelog.LogEntry.Image;
import io.galena.kit.changelog.SequenceNumber;
import io.galena.kit.changelog.TopicRecord;
import io.galena.stream.read.ReadRecord;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Writes records as clients of a stream see them. Keys and images are copied as they are stored. */
public final class RecordJson {
    private final StreamDescriptor stream;
    private final JsonGenerator json;

    public RecordJson(StreamDescriptor stream, JsonGenerator json) {
        this.stream = stream;
        this.json = json;
    }

    void write(ReadRecord entry) {
        json.writeStartObject();
        writeMembers(entry);
        writeUser(entry, "PrincipalId", "Type");
        json.writeEndObject();
    }

    /** Writes a record as functions get it. */
    public void writeEvent(ReadRecord entry) {
        json.writeStartObject();
        writeMembers(entry);
        json.writeStringProperty("eventSourceARN", stream.arn());
        writeUser(entry, "principalId", "type");
        json.writeEndObject();
    }

    private void writeMembers(ReadRecord entry) {
        var change = entry.change();
        json.writeStringProperty("eventID", eventId(entry));
        json.writeStringProperty("eventName", change.kind().name());
        json.writeStringProperty("eventVersion", "1.1");
        json.writeStringProperty("eventSource", "aws:dynamodb");
        json.writeStringProperty("awsRegion", stream.region());
        json.writeObjectPropertyStart("dynamodb");
        json.writeNumberProperty("ApproximateCreationDateTime", change.committed() / 1000);
        raw("Keys", change.keys());
        newImage(change).ifPresent(image -> raw("NewImage", image.bytes()));
        oldImage(change).ifPresent(image -> raw("OldImage", image.bytes()));
        json.writeStringProperty("SequenceNumber", sequenceNumber(entry).toString());
        json.writeNumberProperty("SizeBytes", size(change));
        json.writeStringProperty("StreamViewType", stream.viewType());
        json.writeEndObject();
    }

    private void writeUser(ReadRecord entry, String principal, String type) {
        if (entry.change().cause() == Cause.TIME_TO_LIVE) {
            json.writeObjectPropertyStart("userIdentity");
            json.writeStringProperty(principal, "dynamodb.amazonaws.com");
            json.writeStringProperty(type, "Service");
            json.writeEndObject();
        }
    }

    /** Unique among all records of all streams, and the same whenever the record is read. */
    private String eventId(ReadRecord entry) {
        var number = sequenceNumber(entry);
        return String.format(
                Locale.ROOT, "%08x%08x%04x%012x", stream.id(), number.epoch(), number.generation(), number.offset());
    }

    /** What a record is known by in its stream shard. */
    public static SequenceNumber sequenceNumber(ReadRecord entry) {
        var position = entry.position();
        return new SequenceNumber(entry.change().epoch(), position.generation(), position.offset());
    }

    private Optional<Image> newImage(TopicRecord.Change change) {
        return switch (stream.viewType()) {
            case "NEW_IMAGE", "NEW_AND_OLD_IMAGES" -> change.newImage();
            default -> Optional.empty();
        };
    }

    private Optional<Image> oldImage(TopicRecord.Change change) {
        return switch (stream.viewType()) {
            case "OLD_IMAGE", "NEW_AND_OLD_IMAGES" -> change.oldImage();
            default -> Optional.empty();
        };
    }

    private int size(TopicRecord.Change change) {
        return ItemSize.of(ItemCodec.decode(change.keys()))
                + newImage(change).map(Image::size).orElse(0)
                + oldImage(change).map(Image::size).orElse(0);
    }

    private void raw(String name, byte[] bytes) {
        json.writeName(name);
        json.writeRawValue(new RawJson(bytes));
    }
}
