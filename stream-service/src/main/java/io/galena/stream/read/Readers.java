package io.galena.stream.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.kit.kafka.KafkaClients;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consumers that wait for the next read of their partition: who polls a stream shard finds the consumer of the poll before, with
 * what it has fetched ahead. A consumer is used by one thread at a time; the number that is kept is bounded. Safe for several
 * threads.
 */
public final class Readers implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Readers.class);
    private static final int MOST_IDLE = 32;
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final KafkaClients clients;
    private final Cache<TopicPartition, Consumer<byte[], byte[]>> idle = Caffeine.newBuilder()
            .maximumSize(MOST_IDLE)
            .expireAfterAccess(IDLE)
            .evictionListener(Readers::evicted)
            .build();

    public Readers(KafkaClients clients) {
        this.clients = clients;
    }

    /**
     * Does some work with a consumer of a partition.
     *
     * @throws DynamoDbException SERVICE_UNAVAILABLE when Kafka does not answer
     */
    public <T> T with(TopicPartition partition, Function<Consumer<byte[], byte[]>, T> work) {
        try {
            return with(partition, take(partition), work);
        } catch (KafkaException e) {
            log.atWarn()
                    .addKeyValue("partition", partition)
                    .addKeyValue("error", e.toString())
                    .log("The change log cannot be read");
            throw new DynamoDbException(ErrorType.SERVICE_UNAVAILABLE, "The change log is not available");
        }
    }

    private <T> T with(
            TopicPartition partition, Consumer<byte[], byte[]> consumer, Function<Consumer<byte[], byte[]>, T> work) {
        try {
            var result = work.apply(consumer);
            giveBack(partition, consumer);
            return result;
        } catch (RuntimeException e) {
            closeQuietly(consumer);
            throw e;
        }
    }

    @Override
    public void close() {
        idle.asMap().values().forEach(Readers::closeQuietly);
        idle.invalidateAll();
    }

    private Consumer<byte[], byte[]> take(TopicPartition partition) {
        var known = idle.asMap().remove(partition);
        if (known != null) {
            return known;
        }
        var consumer = clients.consumer();
        consumer.assign(List.of(partition));
        return consumer;
    }

    private void giveBack(TopicPartition partition, Consumer<byte[], byte[]> consumer) {
        if (idle.asMap().putIfAbsent(partition, consumer) != null) {
            closeQuietly(consumer);
        }
    }

    private static void evicted(
            @Nullable TopicPartition partition, @Nullable Consumer<byte[], byte[]> consumer, RemovalCause cause) {
        if (consumer != null) {
            closeQuietly(consumer);
        }
    }

    private static void closeQuietly(Consumer<byte[], byte[]> consumer) {
        try {
            consumer.close();
        } catch (KafkaException e) {
            // It is of no use any more either way.
        }
    }
}
