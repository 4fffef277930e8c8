package io.galena.stream.retention;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.kit.background.Rounds;
import io.galena.kit.catalog.Catalog;
import io.galena.kit.catalog.StreamDescriptor;
import io.galena.kit.catalog.StreamShardDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.changelog.Topics;
import io.galena.stream.kafka.ChangeTopics;
import io.galena.stream.kafka.CompactedTopic;
import io.galena.kit.kafka.KafkaClients;
import io.galena.stream.kafka.SpanEdge;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes topics of tables whose streams are gone from the catalog, which is 24 hours after they were turned off or their table
 * deleted, and forgets where the shards of streams lay that are gone. Kafka itself drops records that are too old. Every instance
 * does this; doing it twice does no harm.
 */
public final class ChangeLogRetention implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ChangeLogRetention.class);
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final Catalog catalog;
    private final KafkaClients clients;
    private final ChangeTopics topics;
    private final Duration retention;
    private final InstantSource time;
    private final Candidates<Long> tables;
    private final Candidates<String> edges;
    private final Rounds rounds;

    /**
     * Makes one that does nothing yet.
     *
     * @param retention how long records are kept: nothing younger is touched
     * @param grace for how long a thing must have been of no use
     */
    public ChangeLogRetention(
            Catalog catalog,
            KafkaClients clients,
            ChangeTopics topics,
            Duration retention,
            Duration grace,
            InstantSource time) {
        this.catalog = catalog;
        this.clients = clients;
        this.topics = topics;
        this.retention = retention;
        this.time = time;
        this.tables = new Candidates<>(grace);
        this.edges = new Candidates<>(grace);
        this.rounds = new Rounds("change-log-retention", INTERVAL, this::round);
    }

    /** Begins to look after topics. */
    public void start() {
        rounds.start();
    }

    /** Does all there is to do, now. */
    public void round() {
        if (catalog.shards().isEmpty()) {
            // It knows nothing yet.
            return;
        }
        var now = time.instant();
        deleteTopics(now);
        forgetEdges(now);
    }

    @Override
    public void close() {
        rounds.close();
    }

    private void deleteTopics(Instant now) {
        var wanted = Stream.concat(
                        catalog.streams().stream().map(StreamDescriptor::tableId),
                        catalog.tables().stream()
                                .filter(table -> table.changeLog().isPresent())
                                .map(TableDescriptor::id))
                .collect(Collectors.toSet());
        var unwanted = topics.tables().stream()
                .filter(table -> !wanted.contains(table))
                .collect(Collectors.toSet());
        for (var table : tables.due(unwanted, now)) {
            if (topics.newest(table).isBefore(now.minus(retention))) {
                topics.removeChanges(table);
                log.atInfo().addKeyValue("topic", Topics.changes(table)).log("A topic that nobody can read is deleted");
            }
        }
    }

    private void forgetEdges(Instant now) {
        var limit = now.minus(retention).toEpochMilli();
        var wanted = catalog.streams().stream()
                .flatMap(stream -> stream.shards().stream())
                .map(StreamShardDescriptor::id)
                .collect(Collectors.toSet());
        var unwanted = CompactedTopic.read(clients, Topics.SHARD_SPANS).entrySet().stream()
                .flatMap(entry -> SpanEdge.parse(entry.getKey(), entry.getValue()).stream())
                .filter(edge ->
                        edge.at() < limit && !wanted.contains(edge.span().shardId()))
                .map(SpanEdge::key)
                .collect(Collectors.toSet());
        forget(edges.due(unwanted, now));
    }

    private void forget(Set<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        try (var producer = clients.producer()) {
            for (var key : keys) {
                var _ = producer.send(new ProducerRecord<>(Topics.SHARD_SPANS, 0, key.getBytes(UTF_8), null));
            }
            producer.flush();
        }
    }
}
