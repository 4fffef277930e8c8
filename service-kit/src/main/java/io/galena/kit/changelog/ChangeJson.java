package io.galena.kit.changelog;

import io.galena.dynamodb.value.DynamoJson;
import io.galena.dynamodb.value.RawJson;
import io.galena.kit.changelog.LogEntry.Image;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * Writes the values of a table's topic: one JSON object, its first members the same in every record.
 *
 * <p>A change: {@code schema} (1), {@code kind} ({@code INSERT}, {@code MODIFY}, {@code REMOVE}), {@code stream} (0 when none is
 * on), {@code epoch}, {@code committed} (milliseconds), {@code micros} (0 to 999 beyond them; missing if 0), {@code version}, {@code partition}, {@code partitionEpoch}, {@code cause},
 * {@code origin}, {@code transaction} (if any), {@code keys}, and as far as they exist {@code oldImage}, {@code oldSize}, {@code
 * newImage}, {@code newSize}; keys and images as DynamoDB JSON. The record's key is {@code keys} too.
 *
 * <p>A mark: {@code schema}, {@code kind} ({@code OPENED}, {@code CLOSED}, {@code GAP}), {@code stream}, {@code epoch}, {@code
 * committed}, {@code shardId}, and of a gap the {@code reason}; it has no key. A gap where no stream shard is open has the {@code
 * stream} and {@code epoch} 0 and no {@code shardId}.
 *
 * <p>A fence of an index's backfill: {@code schema}, {@code kind} ({@code FENCE}), {@code stream} (0), {@code epoch} (0), {@code
 * committed}, {@code index}, {@code round}; it has no key.
 */
public final class ChangeJson {
    static final int SCHEMA = 1;
    static final String OPENED = "OPENED";
    static final String CLOSED = "CLOSED";
    static final String GAP = "GAP";
    static final String FENCE = "FENCE";

    private ChangeJson() {}

    /**
     * The value of a change. Stored bytes are copied, not parsed.
     *
     * @param committed when its transaction was committed in its shard, milliseconds since 1970
     * @param micros how many microseconds later, up to 999
     */
    public static byte[] write(LogEntry.Change change, long committed, int micros) {
        var expected = 512 + change.keys().length + length(change.oldImage()) + length(change.newImage());
        return object(expected, json -> {
            head(json, change.kind().name(), change.streamId(), change.epoch(), change.toldAs(committed));
            if (micros != 0 && !change.isDecided()) {
                json.writeNumberProperty("micros", micros);
            }
            json.writeNumberProperty("version", change.version());
            json.writeNumberProperty("partition", change.partitionId());
            json.writeNumberProperty("partitionEpoch", change.partitionEpoch());
            json.writeStringProperty("cause", change.cause().name());
            json.writeStringProperty("origin", change.origin());
            change.transaction().ifPresent(of -> json.writeStringProperty("transaction", of.id()));
            raw(json, "keys", change.keys());
            change.oldImage().ifPresent(image -> image(json, "oldImage", "oldSize", image));
            change.newImage().ifPresent(image -> image(json, "newImage", "newSize", image));
        });
    }

    /** The value of the mark that a stream shard begins. */
    public static byte[] opened(LogEntry.ShardSpan span, long committed) {
        return mark(OPENED, span, committed);
    }

    /** The value of the mark that a stream shard ends. */
    public static byte[] closed(LogEntry.ShardSpan span, long committed) {
        return mark(CLOSED, span, committed);
    }

    /** The value of the mark that changes of a stream shard may be missing before it. */
    public static byte[] gap(LogEntry.ShardSpan span, String reason, long committed) {
        return object(256, json -> {
            head(json, GAP, span.streamId(), span.epoch(), committed);
            json.writeStringProperty("shardId", span.shardId());
            json.writeStringProperty("reason", reason);
        });
    }

    /** The value of the mark that changes may be missing before it where no stream shard is open. */
    public static byte[] gap(String reason, long committed) {
        return object(256, json -> {
            head(json, GAP, 0, 0, committed);
            json.writeStringProperty("reason", reason);
        });
    }

    /** The value of a fence. */
    public static byte[] write(LogEntry.Fence fence, long committed) {
        return object(128, json -> {
            head(json, FENCE, 0, 0, committed);
            json.writeNumberProperty("index", fence.indexId());
            json.writeNumberProperty("round", fence.round());
        });
    }

    private static byte[] mark(String kind, LogEntry.ShardSpan span, long committed) {
        return object(256, json -> {
            head(json, kind, span.streamId(), span.epoch(), committed);
            json.writeStringProperty("shardId", span.shardId());
        });
    }

    private static void head(JsonGenerator json, String kind, long stream, long epoch, long committed) {
        json.writeNumberProperty("schema", SCHEMA);
        json.writeStringProperty("kind", kind);
        json.writeNumberProperty("stream", stream);
        json.writeNumberProperty("epoch", epoch);
        json.writeNumberProperty("committed", committed);
    }

    private static void image(JsonGenerator json, String name, String sizeName, Image image) {
        raw(json, name, image.bytes());
        json.writeNumberProperty(sizeName, image.size());
    }

    private static void raw(JsonGenerator json, String name, byte[] bytes) {
        json.writeName(name);
        json.writeRawValue(new RawJson(bytes));
    }

    private static int length(Optional<Image> image) {
        return image.map(present -> present.bytes().length).orElse(0);
    }

    private static byte[] object(int expectedBytes, Consumer<JsonGenerator> members) {
        var bytes = new ByteArrayOutputStream(expectedBytes);
        try (var json = DynamoJson.factory().createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            members.accept(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
