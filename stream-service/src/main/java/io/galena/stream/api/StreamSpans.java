package io.galena.stream.api;

import io.galena.kit.catalog.Catalog;
import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.kit.catalog.ShardDescriptor;
import io.galena.kit.catalog.StreamDescriptor;
import io.galena.kit.catalog.StreamShardDescriptor;
import io.galena.stream.read.ShardSpans;
import io.galena.stream.read.Span;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Where stream shards lie, those too that Kafka has lost. */
@Component
public final class StreamSpans {
    private static final int MILLIS_BEGIN = "shardId-".length();
    private static final int MILLIS_END = MILLIS_BEGIN + 20;

    private final Catalog catalog;
    private final ShardSpans spans;

    StreamSpans(Catalog catalog, ShardSpans spans) {
        this.catalog = catalog;
        this.spans = spans;
    }

    /** The span of a shard, if it has begun. */
    public Optional<Span> find(StreamDescriptor stream, StreamShardDescriptor shard) {
        var known = spans.find(shard.id());
        return known.isPresent() || !isLost(stream, shard) ? known : Optional.of(Span.LOST);
    }

    /**
     * Whether a shard that nothing is known of had ended before changes were lost. One that was open then is known; one that began
     * later has not ended before.
     */
    private boolean isLost(StreamDescriptor stream, StreamShardDescriptor shard) {
        return ended(stream, shard)
                .filter(end ->
                        logs(stream, shard).allMatch(log -> spans.lostUntil(log).isAfter(end)))
                .isPresent();
    }

    /** When a shard was given an end, if it was. */
    private static Optional<Instant> ended(StreamDescriptor stream, StreamShardDescriptor shard) {
        return stream.shards().stream()
                .filter(child -> child.parent().filter(shard.id()::equals).isPresent())
                .findFirst()
                .map(child -> Instant.ofEpochMilli(Long.parseLong(child.id(), MILLIS_BEGIN, MILLIS_END, 10)))
                .or(stream::disabled);
    }

    /** The database shards that the changes may come from: one, as long as the table is there to tell which. */
    private IntStream logs(StreamDescriptor stream, StreamShardDescriptor shard) {
        return catalog.find(stream.tableId())
                .map(table -> table.partitions().stream()
                        .filter(partition -> partition.contains(shard.first()))
                        .mapToInt(PartitionDescriptor::shard))
                .orElseGet(() -> catalog.shards().stream().mapToInt(ShardDescriptor::id));
    }
}
