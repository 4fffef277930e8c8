package io.galena.stream.kinesis;

import io.galena.kit.catalog.Catalog;
import io.galena.kit.kinesis.FindKinesisStream;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.kit.kinesis.StreamReference;
import io.galena.kit.operation.Caller;
import io.galena.kit.operation.InternalCalls;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Finds Kinesis streams, in the catalog's copy first. Which shard a record belongs in is said by {@link io.galena.kit.kinesis.HashKeys}. */
@Component
public final class KinesisStreams {
    private final Catalog catalog;
    private final InternalCalls calls;

    KinesisStreams(Catalog catalog, InternalCalls calls) {
        this.catalog = catalog;
        this.calls = calls;
    }

    /** The active stream of that ARN, as far as this instance has heard; it asks nobody. */
    public Optional<KinesisStreamDescriptor> find(String arn) {
        return known(stream -> stream.arn().equals(arn));
    }

    /**
     * The active stream that a request names.
     *
     * @throws io.galena.dynamodb.error.DynamoDbException RESOURCE_NOT_FOUND when there is none
     */
    KinesisStreamDescriptor require(StreamReference reference) {
        return known(stream -> StreamReference.of(stream).equals(reference))
                .or(() -> ask(new FindKinesisStream.Request(reference.account(), reference.name(), 0)))
                .orElseThrow(reference::notFound);
    }

    /** The caller's active stream of that number. */
    Optional<KinesisStreamDescriptor> find(long id, Caller caller) {
        return known(stream -> stream.id() == id)
                .or(() -> ask(new FindKinesisStream.Request("", "", id)))
                .filter(stream -> stream.account().equals(caller.account()));
    }

    private Optional<KinesisStreamDescriptor> known(Predicate<KinesisStreamDescriptor> wanted) {
        return catalog.kinesisStreams().stream()
                .filter(wanted)
                .filter(KinesisStreamDescriptor::active)
                .findFirst();
    }

    /** It may have been made, or have become active, a moment ago. */
    private Optional<KinesisStreamDescriptor> ask(FindKinesisStream.Request request) {
        return calls.call(FindKinesisStream.NAME, request, FindKinesisStream.Answer.class).stream()
                .filter(KinesisStreamDescriptor::active);
    }
}
