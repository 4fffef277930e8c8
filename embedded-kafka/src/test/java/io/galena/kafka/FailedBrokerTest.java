package io.galena.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that cannot go on would end its JVM; these tests still run afterwards. */
class FailedBrokerTest {
    @TempDir
    Path directory;

    @Test
    void aBrokerWhoseDiskFailsIsDeadButTheJvmLives() throws ExecutionException, InterruptedException, IOException {
        try (var other =
                EmbeddedKafka.start(directory.resolve("other"), Map.of()).awaitReady()) {
            var log = directory.resolve("broken/log");
            try (var broken = EmbeddedKafka.start(directory.resolve("broken"), Map.of())) {
                Clients.createTopic(broken, "before");
                // From here on no file can be made where the log was.
                Files.move(log, directory.resolve("moved"));
                Files.createFile(log);
                try (var admin = Clients.admin(broken)) {
                    var _ = admin.createTopics(List.of(new NewTopic("after", Optional.of(1), Optional.empty())));
                    for (var i = 0; i < 3000 && broken.isAlive(); i++) {
                        Thread.sleep(20);
                    }
                }

                assertThat(broken.isAlive()).isFalse();
                assertThat(other.isAlive()).isTrue();
            }
            Clients.createTopic(other, "works");
        }
    }
}
