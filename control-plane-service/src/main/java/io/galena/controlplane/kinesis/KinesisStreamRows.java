package io.galena.controlplane.kinesis;

import io.galena.controlplane.database.CatalogDatabase;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.kit.kinesis.StreamReference;
import io.galena.kit.operation.Caller;
import java.util.function.ObjLongConsumer;
import org.springframework.stereotype.Component;

/** Finds the streams that requests name, and changes them. */
@Component
final class KinesisStreamRows {
    private final CatalogDatabase database;
    private final KinesisStore store;

    KinesisStreamRows(CatalogDatabase database, KinesisStore store) {
        this.database = database;
        this.store = store;
    }

    /**
     * The stream that a request names, in any status.
     *
     * @throws io.galena.dynamodb.error.DynamoDbException RESOURCE_NOT_FOUND when there is none
     */
    KinesisStreamDescriptor require(StreamReference reference, Caller caller) {
        return store.find(reference.account(), caller.region(), reference.name())
                .orElseThrow(reference::notFound);
    }

    /**
     * Changes a stream; nothing else changes the catalog meanwhile.
     *
     * @param work gets the stream as it is, and the revision that the change makes
     */
    void change(StreamReference reference, Caller caller, ObjLongConsumer<KinesisStreamDescriptor> work) {
        database.change(revision -> {
            work.accept(require(reference, caller), revision);
            return revision;
        });
    }
}
