package io.galena.kafka;

import static io.galena.kafka.Clients.committedKeys;
import static io.galena.kafka.Clients.send;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledJvmTest {
    @TempDir
    Path directory;

    @Test
    void aRestartAfterKill9HasWhatWasCommittedAndNothingElse()
            throws ExecutionException, IOException, InterruptedException {
        ChildJvm.start(directory).kill();

        try (var kafka = EmbeddedKafka.start(directory, Map.of()).awaitReady()) {
            assertThat(committedKeys(kafka, "changes")).containsExactly("committed");
            try (var successor = Clients.transactional(kafka, "capture")) {
                successor.beginTransaction();
                send(successor, "changes", "of the successor");
                successor.commitTransaction();
            }
            assertThat(committedKeys(kafka, "changes")).containsExactly("committed", "of the successor");
        }
    }
}
