package io.galena.stream.trigger.delivery;

import io.galena.dynamodb.value.DynamoJson;
import io.galena.kit.catalog.StreamDescriptor;
import io.galena.stream.api.RecordJson;
import io.galena.stream.read.ReadRecord;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.ObjectWriteContext;

/**
 * A record on its way to a function.
 *
 * @param offset where it lies in its Kafka partition
 * @param sequenceNumber what the function knows it by
 * @param committed when it was written, milliseconds since 1970
 * @param item a hash of the item's key: records of one item stay in their order
 * @param json the record as the function gets it, not to be changed
 */
public record EventRecord(long offset, String sequenceNumber, long committed, int item, byte[] json) {
    /** Makes one of a record of a stream. */
    public static EventRecord of(ReadRecord entry, StreamDescriptor stream) {
        var bytes = new ByteArrayOutputStream(1024);
        try (var json = DynamoJson.factory().createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
            new RecordJson(stream, json).writeEvent(entry);
        }
        var change = entry.change();
        return new EventRecord(
                entry.position().offset(),
                RecordJson.sequenceNumber(entry).toString(),
                change.committed(),
                spread(Arrays.hashCode(change.keys())),
                bytes.toByteArray());
    }

    private static int spread(int hash) {
        return (hash * 0x9E3779B9) >>> 8;
    }
}
