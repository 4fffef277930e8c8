package io.galena.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** The disk of an embedded broker fails: no file can be made where its log was. This ends the broker, and any that is started, until it is over. */
final class BrokerOutage {
    private static final int TIMEOUT_MILLIS = 3000;

    /** A broker that is slow may fail once. */
    private static final int FAILURES = 3;

    private final Path log;
    private final Path moved;

    private BrokerOutage(Path kafka) {
        this.log = kafka.resolve("log");
        this.moved = kafka.resolve("moved");
    }

    /**
     * Begins one, and waits until the broker is gone.
     *
     * @param kafka the broker's directory
     */
    static BrokerOutage begin(Path kafka, String address) throws IOException, InterruptedException {
        var outage = new BrokerOutage(kafka);
        Files.move(outage.log, outage.moved);
        Files.createFile(outage.log);
        var failures = 0;
        for (var topic = 0; failures < FAILURES; topic++) {
            assertThat(topic).as("topics without a disk").isLessThan(100);
            failures = hasTopic(address, "during-" + topic) ? 0 : failures + 1;
            Thread.sleep(100);
        }
        return outage;
    }

    /** Ends it; a broker that is started from now on works. */
    void end() throws IOException {
        Files.delete(log);
        Files.move(moved, log);
    }

    /** Tries to create a topic; returns whether it is there, be it by a try before, whose answer was lost. */
    static boolean hasTopic(String address, String name) throws InterruptedException {
        try (var admin = admin(address)) {
            admin.createTopics(List.of(new NewTopic(name, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
            return true;
        } catch (ExecutionException e) {
            return e.getCause() instanceof TopicExistsException;
        }
    }

    static Admin admin(String address) {
        return Admin.create(Map.<String, Object>of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                address,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS));
    }
}
