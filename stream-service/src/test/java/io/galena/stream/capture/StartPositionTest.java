package io.galena.stream.capture;

import io.galena.stream.kafka.ServerIdentity;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartPositionTest {
    private static final ServerIdentity SERVER = new ServerIdentity("7", 1);
    private static final ServerIdentity PROMOTED = new ServerIdentity("7", 3);

    @Test
    void aPositionOfTheSameServerIsGoneOnFrom() {
        assertContinues(state(SERVER, 100, 40), at(SERVER, 50));
        assertContinues(state(SERVER, 100, 50), at(SERVER, 50));
        assertContinues(state(SERVER, 50, 50), at(SERVER, 50));
    }

    @Test
    void aPositionBeforeTheServerWasPromotedIsGoneOnFrom() {
        assertContinues(state(PROMOTED, 300, 40, Map.of(1, 100L, 2, 200L)), at(SERVER, 100));
        assertContinues(state(PROMOTED, 300, 40, Map.of(1, 100L, 2, 200L)), at(new ServerIdentity("7", 2), 150));
    }

    @Test
    void whatWasPublishedAndTheNewServerLacksIsAGapAndNothingOfTheNewServerIsLeftOut() {
        assertGap(state(PROMOTED, 300, 40, Map.of(1, 100L, 2, 200L)), at(SERVER, 101), 100, "has gone back");
        assertGap(state(SERVER, 300, 40), at(PROMOTED, 101), 0, "has gone back");
        assertGap(state(SERVER, 300, 40), at(SERVER, 301), 300, "has lost changes that were published");
    }

    @Test
    void anotherDatabaseIsAGap() {
        assertGap(state(SERVER, 100, 40), at(new ServerIdentity("8", 1), 50), 0, "another database");
    }

    @Test
    void whatKafkaLacksIsAGap() {
        assertGap(state(SERVER, 100, 40), Optional.empty(), 40, "Kafka does not have the changes");
        assertGap(state(SERVER, 100, 51), at(SERVER, 50), 51, "Kafka has lost the latest");
    }

    private static void assertContinues(SourceState source, Optional<CapturePosition> published) {
        assertThat(StartPosition.of(source, published))
                .isEqualTo(new StartPosition(published.orElseThrow().end(), 3, Optional.empty(), false));
    }

    private static void assertGap(SourceState source, Optional<CapturePosition> published, long from, String reason) {
        var start = StartPosition.of(source, published);
        assertThat(start.from()).isEqualTo(from);
        assertThat(start.gap()).hasValueSatisfying(gap -> assertThat(gap).contains(reason));
    }

    private static Optional<CapturePosition> at(ServerIdentity server, long end) {
        return Optional.of(new CapturePosition(server, end, 3));
    }

    private static SourceState state(ServerIdentity server, long written, long confirmed) {
        return state(server, written, confirmed, Map.of());
    }

    private static SourceState state(ServerIdentity server, long written, long confirmed, Map<Integer, Long> forks) {
        return new SourceState(server, written, confirmed, forks);
    }
}
