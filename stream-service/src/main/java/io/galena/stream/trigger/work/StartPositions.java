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
     * that comes later is read from its beginning. Of one with a gap nobody may know any more what was delivered: Kafka lost the
     * checkpoints with it. So all that is there is read, rather twice than never.
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
                var oldest = reader.oldest(work.partition());
                var all = work.mapping().started() && span.hasGap();
                return Checkpoint.at(span, all ? oldest : Math.max(span.horizon(), oldest));
            }
            return span.end().isPresent()
                    ? Checkpoint.end(span)
                    : Checkpoint.at(span, Math.max(span.first(), reader.latest(work.partition())));
        });
    }
}
