package io.galena.stream.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.changelog.Topics;
import io.galena.stream.kafka.ChangeTopics;
import io.galena.kit.kafka.KafkaClients;
import io.galena.stream.kafka.ShardLoss;
import io.galena.stream.kafka.SpanEdge;
import io.galena.stream.kafka.SpanEdge.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where stream shards begin and end, as capture has told so far: followed by a thread in the background, kept in memory. A
 * shard that nothing is known of has not begun yet: its first record is still to come.
 */
public final class ShardSpans implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ShardSpans.class);
    private static final TopicPartition PARTITION = new TopicPartition(Topics.SHARD_SPANS, 0);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KafkaClients clients;
    private final ChangeTopics topics;
    /** By the keys of their records. */
    private final Map<String, SpanEdge> edges = new ConcurrentHashMap<>();

    /** When a gap in a database shard's changes was told of last. */
    private final Map<Integer, Instant> losses = new ConcurrentHashMap<>();

    private final CountDownLatch known = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean closed;

    public ShardSpans(KafkaClients clients, ChangeTopics topics) {
        this.clients = clients;
        this.topics = topics;
        this.thread = Thread.ofVirtual().name("stream-shards").unstarted(this::run);
    }

    /** Begins to follow. */
    public void start() {
        thread.start();
    }

    /**
     * The span of a shard, if it has begun.
     *
     * @throws DynamoDbException SERVICE_UNAVAILABLE when nothing could be learnt from Kafka yet
     */
    public Optional<Span> find(String shardId) {
        awaitKnown();
        var opened = edges.get(SpanEdge.key(shardId, Kind.OPENED));
        if (opened == null) {
            return Optional.empty();
        }
        var first = opened.offset() + 1;
        var gap = edges.get(SpanEdge.key(shardId, Kind.GAP));
        var end = edges.get(SpanEdge.key(shardId, Kind.CLOSED));
        var generation = Stream.of(opened, gap, end)
                .filter(Objects::nonNull)
                .mapToLong(SpanEdge::generation)
                .max()
                .orElseThrow();
        return Optional.of(new Span(
                first,
                gap == null ? first : gap.offset() + 1,
                end == null ? OptionalLong.empty() : OptionalLong.of(end.offset()),
                generation));
    }

    /** Until when changes of a database shard were lost, as far as Kafka did not keep them; long ago if never. */
    public Instant lostUntil(int shard) {
        return losses.getOrDefault(shard, Instant.MIN);
    }

    @Override
    public void close() {
        closed = true;
    }

    private void awaitKnown() {
        try {
            if (!known.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DynamoDbException(ErrorType.SERVICE_UNAVAILABLE, "The change log is not available yet");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DynamoDbException(ErrorType.SERVICE_UNAVAILABLE, "The change log is being shut down");
        }
    }

    private void run() {
        while (!closed) {
            try {
                topics.requireCommon();
                follow();
            } catch (RuntimeException e) {
                log.atDebug().setCause(e).log("Stream shards cannot be followed, will be tried again");
                sleep();
            }
        }
    }

    /** Reads all that is told, then what is told anew, up to the next loss: what was told before may have been lost with it. */
    private void follow() {
        try (var consumer = clients.follower()) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            var written = consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
            var told = new HashMap<String, SpanEdge>();
            var lost = new HashMap<Integer, Instant>();
            while (!closed && consumer.position(PARTITION) < written) {
                consumer.poll(POLL).forEach(entry -> take(entry, told, lost));
            }
            edges.keySet().retainAll(told.keySet());
            edges.putAll(told);
            losses.keySet().retainAll(lost.keySet());
            losses.putAll(lost);
            known.countDown();
            var isLoss = false;
            while (!closed && !isLoss) {
                for (var entry : consumer.poll(POLL)) {
                    isLoss |= take(entry, edges, losses);
                }
            }
        }
    }

    /** Takes a record; tells whether it is about a loss. */
    private static boolean take(
            ConsumerRecord<byte[], byte[]> entry, Map<String, SpanEdge> edges, Map<Integer, Instant> losses) {
        var key = new String(entry.key(), UTF_8);
        if (entry.value() == null) {
            edges.remove(key);
            return false;
        }
        var value = new String(entry.value(), UTF_8);
        SpanEdge.parse(key, value).ifPresent(edge -> edges.put(key, edge));
        var loss = ShardLoss.parse(key, value);
        loss.ifPresent(found -> losses.put(found.shard(), Instant.ofEpochMilli(found.at())));
        return loss.isPresent();
    }

    private static void sleep() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
