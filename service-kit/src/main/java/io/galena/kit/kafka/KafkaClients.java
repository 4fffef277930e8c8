package io.galena.kit.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes Kafka clients. What an operator sets ({@code bootstrap.servers}, TLS, SASL) is passed through; what exactly-once
 * publishing depends on is not his to set.
 */
public final class KafkaClients {
    /** Two images of 400 KB in DynamoDB's size may be 3 MB of JSON each. */
    public static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

    private static final int READ_WAIT_MILLIS = 20;
    private static final int FOLLOW_WAIT_MILLIS = 500;

    /** What the member of a group calls itself that lives in the same process as the broker. */
    private static final String OWNER = "owner";

    private final Supplier<Map<String, Object>> common;
    private final BooleanSupplier ownsBroker;

    /** @param common the operator's settings, asked for when a client is made: the broker may still be starting now */
    public KafkaClients(Supplier<Map<String, Object>> common) {
        this(common, () -> false);
    }

    /** @param ownsBroker whether the broker runs in this process */
    KafkaClients(Supplier<Map<String, Object>> common, BooleanSupplier ownsBroker) {
        this.common = common;
        this.ownsBroker = ownsBroker;
    }

    /** A producer whose transactions exclude those of every earlier producer of that name. */
    public Producer<byte[], byte[]> transactionalProducer(String transactionalId) {
        return producer(Map.of(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                transactionalId,
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                30_000));
    }

    /**
     * A producer without transactions, with one request under way at a time. With several, a new partition whose leader is not ready for the
     * first one may take the second: then it refuses the records of the first for good.
     */
    public Producer<byte[], byte[]> producer() {
        return producer(Map.of(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1));
    }

    private Producer<byte[], byte[]> producer(Map<String, Object> more) {
        var settings = settings();
        settings.putAll(more);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_MESSAGE_BYTES);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4L * MAX_MESSAGE_BYTES);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000L);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A consumer that sees committed transactions only, and belongs to no group. For reads that somebody waits for. */
    public Consumer<byte[], byte[]> consumer() {
        return consumer(READ_WAIT_MILLIS);
    }

    /** The same for following a topic: when nothing comes, it asks the broker twice a second only. */
    public Consumer<byte[], byte[]> follower() {
        return consumer(FOLLOW_WAIT_MILLIS);
    }

    /**
     * A member of a group that shares the partitions of a topic among each other, for the assignment alone: it is to read nothing. If the
     * broker runs in the same process, it takes the place of the one before at once, if that died.
     *
     * @param sessionMillis how long the others wait for a member that is silent
     */
    public Consumer<byte[], byte[]> member(String group, int sessionMillis) {
        var settings = new HashMap<String, Object>();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, sessionMillis);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, sessionMillis / 5);
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, List.of(CooperativeStickyAssignor.class));
        if (ownsBroker.getAsBoolean()) {
            settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, OWNER);
        }
        return consumer(settings);
    }

    private Consumer<byte[], byte[]> consumer(int waitMillis) {
        return consumer(Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, waitMillis));
    }

    private Consumer<byte[], byte[]> consumer(Map<String, Object> more) {
        var settings = settings();
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 8_000);
        settings.putAll(more);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A client for topics. */
    public Admin admin() {
        return Admin.create(settings());
    }

    private Map<String, Object> settings() {
        return new HashMap<>(common.get());
    }
}
