package io.galena.stream.trigger.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.stream.trigger.delivery.WindowState;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckpointTest {
    @Test
    void aCheckpointIsWrittenAndReadAsItIs() {
        var open = new Checkpoint(
                2, 77, 1795275485000L, false, Optional.of(new WindowState(Instant.ofEpochSecond(60), "{\"n\":1}")));
        var finished = new Checkpoint(0, 5, 0, true, Optional.empty());

        assertThat(Checkpoint.parse(open.toBytes())).contains(open);
        assertThat(Checkpoint.parse(finished.toBytes())).contains(finished);
    }
}
