package io.galena.kit.changelog;

import io.galena.dynamodb.value.DynamoJson;
import io.galena.kit.changelog.LogEntry.Cause;
import io.galena.kit.changelog.LogEntry.Image;
import io.galena.kit.changelog.LogEntry.Kind;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** Reads what {@link ChangeJson} wrote. Keys and images are cut out, not parsed; members that it does not know are skipped. */
public final class ChangeJsonReader {
    private final byte[] value;
    private final JsonParser json;
    private String kind = "";
    private String shardId = "";
    private String origin = "";
    private String reason = "";
    private Cause cause = Cause.USER;
    private long stream;
    private long epoch;
    private long committed;
    private long version;
    private long partitionEpoch;
    private int partition;
    private int micros;
    private int index;
    private long round;
    private int oldSize;
    private int newSize;
    private byte @Nullable [] keys;
    private byte @Nullable [] oldImage;
    private byte @Nullable [] newImage;
    private @Nullable String transaction;

    private ChangeJsonReader(byte[] value, JsonParser json) {
        this.value = value;
        this.json = json;
    }

    /**
     * The record of a value.
     *
     * @throws RuntimeException for bytes that {@link ChangeJson} did not write
     */
    public static TopicRecord read(byte[] value) {
        try (var json = DynamoJson.factory().createParser(ObjectReadContext.empty(), value)) {
            var reader = new ChangeJsonReader(value, json);
            reader.readMembers();
            return reader.topicRecord();
        }
    }

    private void readMembers() {
        json.nextToken();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var name = json.currentName();
            json.nextToken();
            readMember(name);
        }
    }

    private void readMember(String name) {
        switch (name) {
            case "schema" -> requireKnown(json.getIntValue());
            case "kind" -> kind = json.getString();
            case "stream" -> stream = json.getLongValue();
            case "epoch" -> epoch = json.getLongValue();
            case "committed" -> committed = json.getLongValue();
            case "micros" -> micros = json.getIntValue();
            case "version" -> version = json.getLongValue();
            case "partition" -> partition = json.getIntValue();
            case "partitionEpoch" -> partitionEpoch = json.getLongValue();
            case "cause" -> cause = Cause.valueOf(json.getString());
            case "origin" -> origin = json.getString();
            case "transaction" -> transaction = json.getString();
            case "index" -> index = json.getIntValue();
            case "round" -> round = json.getLongValue();
            case "shardId" -> shardId = json.getString();
            case "reason" -> reason = json.getString();
            case "keys" -> keys = cut();
            case "oldImage" -> oldImage = cut();
            case "newImage" -> newImage = cut();
            case "oldSize" -> oldSize = json.getIntValue();
            case "newSize" -> newSize = json.getIntValue();
            default -> json.skipChildren();
        }
    }

    private byte[] cut() {
        var begin = (int) json.currentTokenLocation().getByteOffset();
        json.skipChildren();
        return Arrays.copyOfRange(value, begin, (int) json.currentLocation().getByteOffset());
    }

    private static void requireKnown(int schema) {
        if (schema != ChangeJson.SCHEMA) {
            throw new IllegalArgumentException("Unknown schema of a change record: " + schema);
        }
    }

    private TopicRecord topicRecord() {
        return switch (kind) {
            case ChangeJson.OPENED -> new TopicRecord.Opened(shardId, stream, epoch, committed);
            case ChangeJson.CLOSED -> new TopicRecord.Closed(shardId, stream, epoch, committed);
            case ChangeJson.GAP -> new TopicRecord.Gap(shardId, stream, epoch, reason, committed);
            case ChangeJson.FENCE -> new TopicRecord.Fence(index, round, epoch, committed);
            default -> change();
        };
    }

    private TopicRecord.Change change() {
        if (keys == null) {
            throw new IllegalArgumentException("A change record without keys");
        }
        return new TopicRecord.Change(
                Kind.valueOf(kind),
                keys,
                image(oldImage, oldSize),
                image(newImage, newSize),
                version,
                stream,
                epoch,
                partition,
                partitionEpoch,
                cause,
                origin,
                Optional.ofNullable(transaction),
                committed,
                micros);
    }

    private static Optional<Image> image(byte @Nullable [] bytes, int size) {
        return bytes == null ? Optional.empty() : Optional.of(new Image(bytes, size));
    }
}
