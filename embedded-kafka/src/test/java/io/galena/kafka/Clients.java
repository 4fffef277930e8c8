package io.galena.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What the tests do to a broker. Everything is in partition 0. */
final class Clients {
    private Clients() {}

    static Admin admin(EmbeddedKafka kafka) {
        return Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()));
    }

    static String clusterId(EmbeddedKafka kafka) throws ExecutionException, InterruptedException {
        try (var admin = admin(kafka)) {
            return admin.describeCluster().clusterId().get();
        }
    }

    static void createTopic(EmbeddedKafka kafka, String topic) throws ExecutionException, InterruptedException {
        try (var admin = admin(kafka)) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
    }

    static KafkaProducer<String, byte[]> producer(EmbeddedKafka kafka, Map<String, Object> settings) {
        var all = new HashMap<String, Object>(Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "acks",
                "all",
                "max.request.size",
                16 * 1024 * 1024,
                "delivery.timeout.ms",
                30_000,
                "request.timeout.ms",
                10_000,
                "linger.ms",
                0));
        all.putAll(settings);
        return new KafkaProducer<>(all, new StringSerializer(), new ByteArraySerializer());
    }

    static KafkaProducer<String, byte[]> transactional(EmbeddedKafka kafka, String id) {
        var producer = producer(kafka, Map.of("transactional.id", id));
        producer.initTransactions();
        return producer;
    }

    /** Sends a record and waits until it is acknowledged. */
    static void send(KafkaProducer<String, byte[]> producer, String topic, String key, byte[] value)
            throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(topic, 0, key, value)).get();
    }

    static void send(KafkaProducer<String, byte[]> producer, String topic, String key)
            throws ExecutionException, InterruptedException {
        send(producer, topic, key, new byte[] {1});
    }

    /** The keys of what a reader of committed records finds from beginning to end. */
    static List<String> committedKeys(EmbeddedKafka kafka, String topic) {
        var partition = new TopicPartition(topic, 0);
        try (var committed = consumer(kafka, "read_committed");
                var all = consumer(kafka, "read_uncommitted")) {
            committed.assign(List.of(partition));
            committed.seekToBeginning(List.of(partition));
            var written = end(all, partition);
            var end = end(committed, partition);
            // Brokers learn a little later than the producer that its transaction has ended; one that goes on is not
            // waited for.
            for (var tries = 0; end < written && tries < 100; tries++) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                end = end(committed, partition);
            }
            var keys = new ArrayList<String>();
            while (committed.position(partition) < end) {
                committed.poll(Duration.ofMillis(200)).forEach(found -> keys.add(found.key()));
            }
            return keys;
        }
    }

    private static KafkaConsumer<String, byte[]> consumer(EmbeddedKafka kafka, String isolation) {
        var settings = Map.<String, Object>of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "isolation.level",
                isolation,
                "max.partition.fetch.bytes",
                16 * 1024 * 1024);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static long end(KafkaConsumer<String, byte[]> consumer, TopicPartition partition) {
        return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }
}
