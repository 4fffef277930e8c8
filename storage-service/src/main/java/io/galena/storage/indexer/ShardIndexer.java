package io.galena.storage.indexer;

import io.galena.kit.catalog.Catalog;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.changelog.ChangeJsonReader;
import io.galena.kit.changelog.Topics;
import io.galena.kit.kafka.KafkaClients;
import io.galena.kit.kafka.TopicAdmin;
import io.galena.kit.kafka.TopicFollower;
import io.galena.storage.shard.Shard;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the index entries of one shard, in a thread of its own. Any number of processes may run one; the one whose session has
 * the lock works, the others take over when it is gone. Entries and position are written in one transaction, so nothing is
 * lost and nothing applied twice, whatever dies when.
 *
 * <p>The version of the table that a record is understood with is checked in the same transaction. A record that came before
 * the shard knew of an index may have passed unseen by that index: its item is one of those that the backfill, which begins
 * when all shards know, tells of again.
 */
final class ShardIndexer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ShardIndexer.class);
    private static final Duration STANDBY = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration STALE = Duration.ofMillis(10);
    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(5);

    private final Shard shard;
    private final Catalog catalog;
    private final KafkaClients clients;
    private final IndexLag lag;
    private final LostChanges lost;
    private final FollowedTables followed;
    private final Thread thread;
    private volatile boolean closed;
    private Duration pause = STANDBY;

    ShardIndexer(Shard shard, Catalog catalog, KafkaClients clients, IndexLag lag, LostChanges lost) {
        this.shard = shard;
        this.lost = lost;
        this.catalog = catalog;
        this.clients = clients;
        this.lag = lag;
        this.followed = new FollowedTables(catalog, shard.id());
        this.thread = Thread.ofPlatform().daemon().name("indexer-" + shard.id()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(LONGEST_PAUSE);
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(LONGEST_PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try (var entries = EntryStore.open(shard).orElse(null)) {
                if (entries != null) {
                    index(entries);
                }
            } catch (SQLException | RuntimeException e) {
                failed(e);
            }
            lag.active(false);
            sleep(pause);
        }
    }

    private void index(EntryStore entries) throws SQLException {
        try (var topics = new TopicAdmin(clients);
                var consumer = new TopicFollower(clients.follower(), topics, entries.positions(), lost)) {
            log.atInfo().addKeyValue("shard", shard.id()).log("Keeping index entries");
            lag.active(true);
            var nextCheck = System.nanoTime();
            while (!closed) {
                consumer.follow(followed.topicPartitions());
                var records = consumer.poll();
                if (!records.isEmpty()) {
                    apply(entries, consumer, records);
                } else if (System.nanoTime() - nextCheck >= 0) {
                    keepPositions(entries, consumer);
                    nextCheck = System.nanoTime() + BETWEEN_CHECKS.toNanos();
                }
                pause = STANDBY;
            }
        }
    }

    /**
     * Applies records, with the versions of their tables that the shard holds. Those of tables that are on their way to another
     * version are to come again, and keep nobody else waiting.
     */
    private void apply(EntryStore entries, TopicFollower consumer, List<ConsumerRecord<byte[], byte[]>> records)
            throws SQLException {
        var arrivals = arrivals(records, consumer);
        while (!arrivals.isEmpty() && !closed) {
            var stale = entries.write(arrivals);
            if (stale.isEmpty()) {
                arrivals.forEach(this::applied);
                return;
            }
            for (var table : stale) {
                consumer.rewind(Topics.changes(table), records);
                catalog.find(table).ifPresent(catalog::reload);
            }
            arrivals.removeIf(arrival -> stale.contains(arrival.table().id()));
            sleep(STALE);
        }
    }

    /**
     * What records mean. Those of tables that are gone, or have no such index any more as far as is known here, come again if that
     * was wrong: otherwise their topics are not followed any more when it is next looked which ones are.
     */
    private List<Arrival> arrivals(List<ConsumerRecord<byte[], byte[]>> records, TopicFollower consumer) {
        Map<String, Optional<Arrival>> byTopic = new LinkedHashMap<>();
        for (var entry : records) {
            byTopic.computeIfAbsent(entry.topic(), topic -> begin(topic, consumer))
                    .ifPresent(arrival ->
                            arrival.add(entry.partition(), entry.offset(), ChangeJsonReader.read(entry.value())));
        }
        var arrivals = new ArrayList<Arrival>();
        byTopic.forEach(
                (topic, arrival) -> arrival.ifPresentOrElse(arrivals::add, () -> consumer.rewind(topic, records)));
        return arrivals;
    }

    private Optional<Arrival> begin(String topic, TopicFollower consumer) {
        return catalog.find(Topics.tableOf(topic).orElseThrow())
                .filter(TableDescriptor::indexesThroughLog)
                .filter(table -> !followed.partitions(table).isEmpty())
                .map(table -> new Arrival(table, followed.partitions(table), consumer.number(topic)));
    }

    private void applied(Arrival arrival) {
        arrival.commits().forEach(lag::applied);
        for (var gap = 0; gap < arrival.gaps(); gap++) {
            lag.gap();
        }
    }

    /** Keeps the positions that nothing has come for, and sees to it that the session is still there. */
    private void keepPositions(EntryStore entries, TopicFollower consumer) throws SQLException {
        var moved = consumer.moved();
        Map<String, Optional<Arrival>> byTopic = new LinkedHashMap<>();
        moved.forEach(
                (partition, position) -> byTopic.computeIfAbsent(partition.topic(), topic -> begin(topic, consumer))
                        .ifPresent(arrival -> arrival.reached(partition.partition(), position.next())));
        var arrivals = byTopic.values().stream().flatMap(Optional::stream).toList();
        if (arrivals.isEmpty()) {
            entries.check();
        } else if (entries.write(arrivals).isEmpty()) {
            consumer.kept(moved);
        }
    }

    private void failed(Exception error) {
        if (closed || error instanceof InterruptException) {
            return;
        }
        log.atWarn()
                .addKeyValue("shard", shard.id())
                .addKeyValue("error", error.toString())
                .log("Index entries cannot be kept at the moment, will try again");
        var doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private void sleep(Duration duration) {
        try {
            for (var left = duration.toMillis(); left > 0 && !closed; left -= 50) {
                Thread.sleep(Math.min(left, 50));
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }
}
