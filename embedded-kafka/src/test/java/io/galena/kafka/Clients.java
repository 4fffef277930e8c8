package io.galena.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
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
        var settings = Map.<String, Object>of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "max.partition.fetch.bytes",
                16 * 1024 * 1024);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            var keys = new ArrayList<String>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(found -> keys.add(found.key()));
            }
            return keys;
        }
    }
}
