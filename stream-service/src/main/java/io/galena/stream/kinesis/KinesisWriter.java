package io.galena.stream.kinesis;

import io.galena.kit.kafka.KafkaClients;
import io.galena.kit.kinesis.KinesisStreamDescriptor;
import io.galena.kit.kinesis.RecordNumber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Writes records that clients put into Kinesis streams. Safe for several threads. */
public final class KinesisWriter implements AutoCloseable {
    private final KafkaClients clients;
    private final Object lock = new Object();
    private Optional<Producer<byte[], byte[]>> producer = Optional.empty();

    public KinesisWriter(KafkaClients clients) {
        this.clients = clients;
    }

    /** Writes records; of each that Kafka has for good it says the number, of others nothing: they may be there or not. */
    List<Optional<RecordNumber>> write(KinesisStreamDescriptor stream, List<NewRecord> records) {
        var underWay = new ArrayList<Optional<Future<RecordMetadata>>>(records.size());
        for (var wanted : records) {
            underWay.add(send(stream, wanted));
        }
        return underWay.stream()
                .map(sent -> sent.flatMap(KinesisWriter::await)
                        .map(at -> RecordNumber.of(stream, at.partition(), at.offset())))
                .toList();
    }

    @Override
    public void close() {
        synchronized (lock) {
            producer.ifPresent(open -> open.close(Duration.ofSeconds(1)));
            producer = Optional.empty();
        }
    }

    private Optional<Future<RecordMetadata>> send(KinesisStreamDescriptor stream, NewRecord wanted) {
        try {
            return Optional.of(producer().send(wanted.in(stream)));
        } catch (KafkaException e) {
            return Optional.empty();
        }
    }

    private static Optional<RecordMetadata> await(Future<RecordMetadata> sent) {
        try {
            return Optional.of(sent.get());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            return Optional.empty();
        }
    }

    private Producer<byte[], byte[]> producer() {
        synchronized (lock) {
            if (producer.isEmpty()) {
                producer = Optional.of(clients.producer());
            }
            return producer.get();
        }
    }
}
