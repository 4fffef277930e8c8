package io.galena.stream.trigger.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.stream.read.Position;
import io.galena.stream.trigger.delivery.EventRecord;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final Progress progress = new Progress(new Checkpoint(0, 10, 0, false, Optional.empty()));

    @Test
    void theOldestRecordThatIsNotProcessedHoldsTheCheckpointBack() {
        var records = List.of(record(10), record(12), record(15));
        records.forEach(progress::begin);
        progress.reached(new Position(0, 20));

        progress.done(List.of(records.get(1), records.get(2)), Optional.empty());
        assertThat(progress.checkpoint().offset()).isEqualTo(10);

        progress.done(List.of(records.getFirst()), Optional.empty());
        assertThat(progress.checkpoint()).isEqualTo(new Checkpoint(0, 20, 1015, false, Optional.empty()));
    }

    @Test
    void whatNoFilterLetsThroughCountsAsProcessed() {
        progress.reached(new Position(1, 30));

        assertThat(progress.checkpoint()).isEqualTo(new Checkpoint(1, 30, 0, false, Optional.empty()));
    }

    @Test
    void aShardIsFinishedOnlyWhenAllIsProcessed() {
        progress.begin(record(10));
        progress.reached(new Position(0, 11));
        progress.finish();
        assertThat(progress.checkpoint().finished()).isFalse();

        progress.done(List.of(record(10)), Optional.empty());

        assertThat(progress.checkpoint().finished()).isTrue();
    }

    private static EventRecord record(long offset) {
        return new EventRecord(offset, "", 1000 + offset, 0, new byte[0]);
    }
}
