package io.galena.storage.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.dynamodb.key.KeyCodec;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1_000, 1_000_000})
    void segmentsMeetWithoutGapOrOverlap(int total) {
        var previous = new Segment(0, total).range();
        assertThat(previous.from()).isEmpty();

        for (var number = 1; number < total; number++) {
            var range = new Segment(number, total).range();
            assertThat(previous.to().orElseThrow()).isEqualTo(range.from());
            previous = range;
        }

        assertThat(previous.to()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, Long.MAX_VALUE, Long.MIN_VALUE, -2, -1})
    void everyHashIsInOneSegment(long hash) {
        var key = KeyCodec.lowestKey(hash);

        var containing = IntStream.range(0, 5)
                .filter(number -> new Segment(number, 5).range().contains(key))
                .count();

        assertThat(containing).isEqualTo(1);
    }
}
