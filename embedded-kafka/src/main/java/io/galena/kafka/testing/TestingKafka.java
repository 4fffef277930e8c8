package io.galena.kafka.testing;

import io.galena.kafka.EmbeddedKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * One broker per JVM, shared by all tests in it; each test takes a topic of its own. It stops when the JVM does. Keep Kafka quiet in
 * {@code logback-test.xml}: see {@link EmbeddedKafka}.
 */
public final class TestingKafka {
    private static final AtomicInteger TOPICS = new AtomicInteger();

    private TestingKafka() {}

    /** The broker, started at the first call, and ready. */
    public static EmbeddedKafka broker() {
        return Holder.BROKER;
    }

    /** Where clients connect. */
    public static String bootstrapServers() {
        return broker().bootstrapServers();
    }

    /** Creates an empty topic and returns its name. */
    public static String freshTopic(int partitions) {
        var name = "testing-" + TOPICS.incrementAndGet();
        try (var admin =
                Admin.create(Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, Optional.of(partitions), Optional.empty())))
                    .all()
                    .get();
            return name;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The topic " + name + " cannot be created", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static final class Holder {
        private static final EmbeddedKafka BROKER = start();

        private static EmbeddedKafka start() {
            try {
                var directory = Files.createTempDirectory("galena-testing-kafka");
                var broker = EmbeddedKafka.start(directory, Map.of());
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(broker, directory)));
                return broker.awaitReady();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void stop(EmbeddedKafka broker, Path directory) {
            broker.close();
            try (var paths = Files.walk(directory)) {
                for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
