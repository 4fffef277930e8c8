package io.galena.stream.capture;

import io.galena.kit.changelog.Topics;
import io.galena.kit.kafka.KafkaClients;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shuts the producers before out of Kafka, when a crash of its machine has parted what belongs together, too: partitions and the log of
 * transactions can have lost different ends. Then a partition may have the beginning of a transaction that Kafka takes for ended;
 * nobody would end it, and nobody could read behind it. And partitions may know producers of an age that Kafka has forgotten, and
 * refuse younger ones.
 */
final class AbandonedTransactions {
    private static final Logger log = LoggerFactory.getLogger(AbandonedTransactions.class);

    private static final Set<TransactionState> UNDER_WAY = Set.of(
            TransactionState.ONGOING,
            TransactionState.PREPARE_ABORT,
            TransactionState.PREPARE_COMMIT,
            TransactionState.UNKNOWN);

    private final Admin admin;
    private final String transactionalId;

    private AbandonedTransactions(Admin admin, String transactionalId) {
        this.admin = admin;
        this.transactionalId = transactionalId;
    }

    /** A producer whose transactions exclude those of every earlier producer of that name. */
    static Producer<byte[], byte[]> exclude(KafkaClients clients, String transactionalId) {
        var producer = initialized(clients, transactionalId);
        try (var admin = clients.admin()) {
            var transactions = new AbandonedTransactions(admin, transactionalId);
            var partitions = transactions.partitions();
            transactions.abort(partitions);
            if (!transactions.catchUp(partitions)) {
                return producer;
            }
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
        producer.close(Duration.ZERO);
        return initialized(clients, transactionalId);
    }

    private static Producer<byte[], byte[]> initialized(KafkaClients clients, String transactionalId) {
        var producer = clients.transactionalProducer(transactionalId);
        try {
            producer.initTransactions();
            return producer;
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /** Aborts transactions that are open in a partition and not under way. */
    private void abort(Set<TopicPartition> partitions) {
        var before = openTransactions(partitions);
        if (before.isEmpty()) {
            return;
        }
        var underWay = await(admin.listTransactions().all()).stream()
                .filter(listing -> UNDER_WAY.contains(listing.state()))
                .map(TransactionListing::producerId)
                .collect(Collectors.toSet());
        // Those that have ended meanwhile are no longer open.
        openTransactions(partitions).stream()
                .filter(open -> before.contains(open) && !underWay.contains(open.producer()))
                .forEach(this::abort);
    }

    private void abort(OpenTransaction open) {
        log.atWarn()
                .addKeyValue("partition", open.partition())
                .addKeyValue("offset", open.begin())
                .log("Kafka has lost the end of a transaction, which is aborted");
        await(admin.abortTransaction(new AbortTransactionSpec(
                        open.partition(), open.producer(), (short) open.epoch(), open.coordinatorEpoch()))
                .all());
    }

    /** Makes the producer's epoch greater than any that a partition knows; returns whether it was not. */
    private boolean catchUp(Set<TopicPartition> partitions) {
        var own = await(admin.describeTransactions(List.of(transactionalId)).description(transactionalId));
        var known = producers(partitions).values().stream()
                .flatMap(state -> state.activeProducers().stream())
                .filter(state -> state.producerId() == own.producerId())
                .mapToInt(ProducerState::producerEpoch)
                .max()
                .orElse(-1);
        if (known < own.producerEpoch()) {
            return false;
        }
        for (var epoch = own.producerEpoch(); epoch <= known; epoch++) {
            await(admin.fenceProducers(List.of(transactionalId)).all());
        }
        return true;
    }

    private Set<OpenTransaction> openTransactions(Set<TopicPartition> partitions) {
        var found = new HashSet<OpenTransaction>();
        producers(partitions)
                .forEach((partition, state) -> state.activeProducers()
                        .forEach(producer -> producer.currentTransactionStartOffset()
                                .ifPresent(begin -> found.add(new OpenTransaction(
                                        partition,
                                        begin,
                                        producer.producerId(),
                                        producer.producerEpoch(),
                                        producer.coordinatorEpoch().orElse(0))))));
        return found;
    }

    private Map<TopicPartition, PartitionProducerState> producers(Set<TopicPartition> partitions) {
        return await(admin.describeProducers(partitions).all());
    }

    /** Those of the change log. */
    private Set<TopicPartition> partitions() {
        var topics = await(admin.listTopics().names()).stream()
                .filter(Topics::isOfChangeLog)
                .toList();
        return await(admin.describeTopics(topics).allTopicNames()).values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toUnmodifiableSet());
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

    /** A transaction of which a partition has seen the beginning only. */
    private record OpenTransaction(
            TopicPartition partition, long begin, long producer, int epoch, int coordinatorEpoch) {}
}
