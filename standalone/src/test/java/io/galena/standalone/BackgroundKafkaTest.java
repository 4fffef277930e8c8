package io.galena.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
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
            var outage = BrokerOutage.begin(directory.resolve("kafka"), address);
            outage.end();

            createTopic(address, "after", 90);

            assertThat(kafka.bootstrapServers()).isEqualTo(address);
            try (var admin = BrokerOutage.admin(address)) {
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
            try (var admin = BrokerOutage.admin(kafka.bootstrapServers())) {
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
        while (!BrokerOutage.hasTopic(address, name)) {
            assertThat(System.nanoTime()).as("still no broker").isLessThan(deadline);
            Thread.sleep(100);
        }
    }
}
