package io.galena.stream.trigger.work;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.kit.trigger.MappingSettings;
import io.galena.stream.api.StreamSpans;
import io.galena.stream.read.ShardReader;
import java.util.Optional;

/** Where a mapping begins in a stream shard that it has no checkpoint in. */
final class StartPositions {
    private final StreamSpans spans;
    private final ShardReader reader;

    StartPositions(StreamSpans spans, ShardReader reader) {
        this.spans = spans;
        this.reader = reader;
    }

    /**
     * The place; nothing as long as the shard has not begun. The starting position counts for what there is while a mapping starts. A shard
     * that comes later is read from its beginning.
     *
     * @throws DynamoDbException SERVICE_UNAVAILABLE when Kafka does not answer
     */
    Optional<Checkpoint> find(ShardWork work) {
        var latest = !work.mapping().started()
                && work.mapping().settings().startingPosition().equals(MappingSettings.LATEST);
        return spans.find(work.stream(), work.shard()).map(span -> {
            if (span.isLost()) {
                return Checkpoint.end(span);
            }
            if (!latest) {
                return Checkpoint.at(span, Math.max(span.horizon(), reader.oldest(work.partition())));
            }
            return span.end().isPresent()
                    ? Checkpoint.end(span)
                    : Checkpoint.at(span, Math.max(span.first(), reader.latest(work.partition())));
        });
    }
}
