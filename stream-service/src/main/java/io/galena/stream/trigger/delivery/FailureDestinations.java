package io.galena.stream.trigger.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.galena.kit.kafka.KafkaClients;
import io.galena.stream.kafka.ChangeTopics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Tells of batches that were given up, in Kafka topics or over HTTP. Safe for several threads. */
public final class FailureDestinations implements AutoCloseable {
    private static final String TOPIC = "kafka://";

    private final ChangeTopics topics;
    private final Duration patience;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final KafkaClients clients;
    private final Object lock = new Object();
    private Optional<Producer<byte[], byte[]>> producer = Optional.empty();

    /** @param patience how long a destination over HTTP may take to answer */
    public FailureDestinations(KafkaClients clients, ChangeTopics topics, Duration patience) {
        this.topics = topics;
        this.patience = patience;
        this.clients = clients;
    }

    /**
     * Sends what is to be told.
     *
     * @param key keeps the order of what has the same one
     * @throws IOException when it was not taken, or perhaps not
     */
    void send(String destination, String key, byte[] record) throws IOException, InterruptedException {
        if (destination.startsWith(TOPIC)) {
            publish(destination.substring(TOPIC.length()), key, record);
        } else {
            post(request(destination, record));
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        synchronized (lock) {
            producer.ifPresent(open -> open.close(Duration.ofSeconds(1)));
            producer = Optional.empty();
        }
    }

    private void publish(String topic, String key, byte[] record) throws IOException, InterruptedException {
        try {
            topics.requireForeign(topic);
            producer()
                    .send(new ProducerRecord<>(topic, key.getBytes(UTF_8), record))
                    .get();
        } catch (InterruptException e) {
            throw new InterruptedException();
        } catch (KafkaException | ExecutionException e) {
            throw new IOException("The topic does not take records", e);
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

    private static HttpRequest request(String url, byte[] record) throws IOException {
        try {
            return HttpRequest.newBuilder(URI.create(url))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(record))
                    .build();
        } catch (IllegalArgumentException e) {
            throw new IOException("The destination is no URL that can be sent to", e);
        }
    }

    /** A whole answer counts: a timeout of the request would be over with the answer's head. */
    private void post(HttpRequest request) throws IOException, InterruptedException {
        var answer = http.sendAsync(request, BodyHandlers.discarding());
        try {
            var status = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            if (status / 100 != 2) {
                throw new IOException("The destination answered " + status);
            }
        } catch (ExecutionException e) {
            throw new IOException("The destination cannot be reached", e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("The destination does not answer", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        }
    }
}
