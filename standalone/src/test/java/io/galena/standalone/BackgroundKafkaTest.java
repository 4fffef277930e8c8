package io.galena.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackgroundKafkaTest {
    @TempDir
    Path directory;

    @Test
    void aBrokerWhoseDiskFailedForAWhileIsStartedAgainAtTheSameAddress() throws Exception {
        try (var kafka = new BackgroundKafka(0)) {
            kafka.start(directory.resolve("kafka"));
            kafka.awaitReady();
            var address = kafka.bootstrapServers();
            createTopic(address, "before", 30);
            // From here on no file can be made where the log was.
            var log = directory.resolve("kafka/log");
            Files.move(log, directory.resolve("moved"));
            Files.createFile(log);
            for (var topic = 0; tryToCreateTopic(address, "during-" + topic); topic++) {
                assertThat(topic).as("topics without a disk").isLessThan(100);
                Thread.sleep(50);
            }
            Files.delete(log);
            Files.move(directory.resolve("moved"), log);

            createTopic(address, "after", 90);

            assertThat(kafka.bootstrapServers()).isEqualTo(address);
            try (var admin = admin(address)) {
                awaitTopics(admin, "before", "after");
            }
        }
    }

    @Test
    void theBrokerListensWhereItIsTold() throws Exception {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (var kafka = new BackgroundKafka(port)) {
            kafka.start(directory.resolve("kafka"));
            kafka.awaitReady();

            assertThat(kafka.bootstrapServers()).endsWith(":" + port);
            try (var admin = admin(kafka.bootstrapServers())) {
                assertThat(admin.listTopics().names().get()).isNotNull();
            }
        }
    }

    /** A broker may answer with what it knew a moment ago. */
    private static void awaitTopics(Admin admin, String... names) throws Exception {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        var found = admin.listTopics().names().get();
        while (!found.containsAll(List.of(names)) && System.nanoTime() < deadline) {
            Thread.sleep(50);
            found = admin.listTopics().names().get();
        }
        assertThat(found).contains(names);
    }

    private static void createTopic(String address, String name, int seconds) throws InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!tryToCreateTopic(address, name)) {
            assertThat(System.nanoTime()).as("still no broker").isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    private static boolean tryToCreateTopic(String address, String name) throws InterruptedException {
        try (var admin = admin(address)) {
            admin.createTopics(List.of(new NewTopic(name, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
            return true;
        } catch (ExecutionException e) {
            return false;
        }
    }

    private static Admin admin(String address) {
        return Admin.create(Map.<String, Object>of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                address,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                3000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                3000));
    }
}
