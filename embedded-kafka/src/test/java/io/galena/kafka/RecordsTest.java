package io.galena.kafka;

import static io.galena.kafka.Clients.committedKeys;
import static io.galena.kafka.Clients.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.kafka.testing.TestingKafka;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsTest {
    private final EmbeddedKafka kafka = TestingKafka.broker();
    private final String topic = TestingKafka.freshTopic(1);

    @Test
    void onlyCommittedTransactionsAreRead() throws ExecutionException, InterruptedException {
        try (var producer = Clients.transactional(kafka, topic)) {
            producer.beginTransaction();
            send(producer, topic, "committed");
            producer.commitTransaction();
            producer.beginTransaction();
            send(producer, topic, "aborted");
            producer.abortTransaction();
            producer.beginTransaction();
            send(producer, topic, "open");
            producer.flush();

            assertThat(committedKeys(kafka, topic)).containsExactly("committed");
            producer.abortTransaction();
        }
    }

    @Test
    void aSuccessorFencesAProducerAndEndsItsTransaction() throws ExecutionException, InterruptedException {
        try (var first = Clients.transactional(kafka, topic)) {
            first.beginTransaction();
            send(first, topic, "of the first");
            first.flush();

            try (var second = Clients.transactional(kafka, topic)) {
                second.beginTransaction();
                send(second, topic, "of the second");
                second.commitTransaction();
            }

            assertThatThrownBy(first::commitTransaction).isInstanceOf(ProducerFencedException.class);
            assertThat(committedKeys(kafka, topic)).containsExactly("of the second");
        }
    }

    @Test
    void aMessageOf15MegabytesPasses() throws ExecutionException, InterruptedException {
        try (var producer = Clients.producer(kafka, Map.of())) {
            send(producer, topic, "large", new byte[15 * 1024 * 1024]);
        }

        assertThat(committedKeys(kafka, topic)).containsExactly("large");
    }

    @Test
    void whatReadersSeeIsOnDiskAfterAFlush() throws ExecutionException, InterruptedException {
        try (var producer = Clients.transactional(kafka, topic)) {
            producer.beginTransaction();
            send(producer, topic, "a");
            send(producer, topic, "b");
            producer.commitTransaction();
            assertThat(committedKeys(kafka, topic)).containsExactly("a", "b");
            assertThat(kafka.flushedOffset(topic, 0)).hasValue(0);

            kafka.flush();

            // Two records and the marker of their transaction.
            assertThat(kafka.flushedOffset(topic, 0)).hasValue(3);
            assertThat(kafka.flushedOffset(topic, 1)).isEmpty();
        }
    }

    @Test
    void ifAskedForEveryAcknowledgedRecordIsOnDisk(@TempDir Path directory)
            throws ExecutionException, InterruptedException {
        try (var own = EmbeddedKafka.start(directory, Map.of("log.flush.interval.messages", "1"))) {
            Clients.createTopic(own, "changes");
            try (var producer = Clients.producer(own, Map.of())) {
                send(producer, "changes", "a");
            }

            assertThat(own.flushedOffset("changes", 0)).hasValue(1);
        }
    }
}
