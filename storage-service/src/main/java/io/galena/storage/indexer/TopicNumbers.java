package io.galena.storage.indexer;

import io.galena.kit.kafka.KafkaClients;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;

/** Kafka's own numbers of topics. For one thread. */
final class TopicNumbers implements AutoCloseable {
    private static final Duration CLOSING = Duration.ofMillis(200);

    private final Admin admin;

    TopicNumbers(KafkaClients clients) {
        this.admin = clients.admin();
    }

    /** Those of all topics that there are, by their names. */
    Map<String, Uuid> find() {
        try {
            return admin.listTopics().listings().get().stream()
                    .collect(Collectors.toMap(TopicListing::name, TopicListing::topicId));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }

    @Override
    public void close() {
        admin.close(CLOSING);
    }
}
