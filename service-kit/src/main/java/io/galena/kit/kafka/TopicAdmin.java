package io.galena.kit.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What Kafka says of topics, as it is now. Safe for several threads. */
public final class TopicAdmin implements AutoCloseable {
    private static final Duration CLOSING = Duration.ofMillis(200);

    private final Admin admin;

    public TopicAdmin(KafkaClients clients) {
        this.admin = clients.admin();
    }

    /** Kafka's own numbers of all topics that there are, by their names. */
    public Map<String, Uuid> numbers() {
        return await(admin.listTopics().listings()).stream()
                .collect(Collectors.toMap(TopicListing::name, TopicListing::topicId));
    }

    /** How many partitions a topic has; none if it is not there. */
    public int partitions(String topic) {
        try {
            var found = await(admin.describeTopics(List.of(topic)).allTopicNames());
            return Objects.requireNonNull(found.get(topic)).partitions().size();
        } catch (UnknownTopicOrPartitionException e) {
            return 0;
        }
    }

    /** The next offsets of partitions. What transactions have written that are still open lies before them, too. */
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        var wanted = partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
        var options = new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);
        return await(admin.listOffsets(wanted, options).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    @Override
    public void close() {
        admin.close(CLOSING);
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }
}
