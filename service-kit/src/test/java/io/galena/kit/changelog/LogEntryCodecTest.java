package io.galena.kit.changelog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.kit.changelog.LogEntry.Cause;
import io.galena.kit.changelog.LogEntry.Image;
import io.galena.kit.changelog.LogEntry.ShardSpan;
import io.galena.kit.changelog.LogEntry.Transaction;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogEntryCodecTest {
    private static final Optional<Image> OLD =
            Optional.of(new Image("{\"pk\":{\"S\":\"\\u0001é\"}}".getBytes(UTF_8), 7));
    private static final Optional<Image> NEW = Optional.of(new Image("{\"pk\":{\"S\":\"b\"}}".getBytes(UTF_8), 3));

    @Test
    void changesOfEveryKindComeBackAsTheyWere() {
        for (var images : List.of(
                List.of(OLD, NEW), List.of(OLD, Optional.<Image>empty()), List.of(Optional.<Image>empty(), NEW))) {
            var change = change(images.get(0), images.get(1));

            var back = (LogEntry.Change) LogEntryCodec.decode(LogEntryCodec.encode(change));

            assertThat(back).usingRecursiveComparison().isEqualTo(change);
        }
    }

    @Test
    void turnsComeBackAsTheyWere() {
        var turn = new LogEntry.Turn(7, 4, List.of(span(1), span(2)), List.of(span(3)));

        assertThat(LogEntryCodec.decode(LogEntryCodec.encode(turn))).isEqualTo(turn);
    }

    @Test
    void gapsComeBackAsTheyWere() {
        var gap = new LogEntry.Gap(
                "the slot was lost",
                List.of(new LogEntry.OpenSpan(7, span(1)), new LogEntry.OpenSpan(8, span(3))),
                List.of(new LogEntry.TopicPlace(9, 2)));

        assertThat(LogEntryCodec.decode(LogEntryCodec.encode(gap))).isEqualTo(gap);
        assertThat(ChangeJsonReader.read(ChangeJson.gap("the slot was lost", 12)))
                .isEqualTo(new TopicRecord.Gap("", 0, 0, "the slot was lost", 12));
    }

    @Test
    void fencesComeBackAsTheyWere() {
        var fence = new LogEntry.Fence(1L << 40, 5, 3, 7);

        assertThat(LogEntryCodec.decode(LogEntryCodec.encode(fence))).isEqualTo(fence);
        assertThat(ChangeJsonReader.read(ChangeJson.write(fence, 12))).isEqualTo(new TopicRecord.Fence(3, 7, 0, 12));
    }

    @Test
    void anImageOfThreeMegabytesPasses() {
        var large = Optional.of(new Image(new byte[3 << 20], 400 << 10));

        var back = (LogEntry.Change) LogEntryCodec.decode(LogEntryCodec.encode(change(large, large)));

        assertThat(back.newImage().orElseThrow().bytes()).hasSize(3 << 20);
    }

    @Test
    void cutMessagesAndUnknownSchemasAreRefused() {
        var message = LogEntryCodec.encode(change(OLD, NEW));

        for (var length = 0; length < message.length; length++) {
            var cut = Arrays.copyOf(message, length);
            assertThatThrownBy(() -> LogEntryCodec.decode(cut)).isInstanceOf(IllegalArgumentException.class);
        }
        message[0] = 2;
        assertThatThrownBy(() -> LogEntryCodec.decode(message)).hasMessage("Unknown schema of a log entry: 2");
    }

    @Test
    void topicValuesComeBackAsTheyWereWithoutBeingParsed() {
        var change = change(OLD, NEW);

        var back = (TopicRecord.Change) ChangeJsonReader.read(ChangeJson.write(change, 1_700_000_000_123L, 0));

        assertThat(back.kind()).isEqualTo(LogEntry.Kind.MODIFY);
        assertThat(back.keys()).isEqualTo(change.keys());
        assertThat(back.oldImage()).usingRecursiveComparison().isEqualTo(OLD);
        assertThat(back.newImage()).usingRecursiveComparison().isEqualTo(NEW);
        assertThat(back.committed()).isEqualTo(1_700_000_000_123L);
        assertThat(back.cause()).isEqualTo(Cause.TIME_TO_LIVE);
        assertThat(back.transactionId()).contains("t-1");
        assertThat(back.origin()).isEqualTo("us-east-1");
        assertThat(back)
                .extracting(TopicRecord.Change::version, TopicRecord.Change::streamId, TopicRecord.Change::epoch)
                .containsExactly(99L, 6L, 5L);
    }

    @Test
    void aTransactionAcrossShardsTellsOfTheTimeOfItsDecision() {
        var change = (LogEntry.Change)
                LogEntryCodec.decode(LogEntryCodec.encode(change(OLD, NEW).decidedAt(77)));

        var back = (TopicRecord.Change) ChangeJsonReader.read(ChangeJson.write(change, 1_700_000_000_123L, 0));

        assertThat(change.transaction()).contains(new Transaction("t-1", 77));
        assertThat(back.committed()).isEqualTo(77);
        assertThat(back.transactionId()).contains("t-1");
    }

    @Test
    void marksComeBackAsTheyWere() {
        assertThat(ChangeJsonReader.read(ChangeJson.opened(span(3), 12)))
                .isEqualTo(new TopicRecord.Opened("shardId-3", 6, 5, 12));
        assertThat(ChangeJsonReader.read(ChangeJson.closed(span(3), 12)))
                .isEqualTo(new TopicRecord.Closed("shardId-3", 6, 5, 12));
    }

    @Test
    void sequenceNumbersAreDigitsThatOrderAsTheNumbersDo() {
        var early = new SequenceNumber(1, 2, 99_999_999_999_999L);
        var late = new SequenceNumber(2, 1, 0);

        assertThat(early.toString()).matches("[0-9]{21,40}").isLessThan(late.toString());
        assertThat(early).isLessThan(late);
        assertThat(new SequenceNumber(1, 1, 99_999_999_999_999L)).isLessThan(new SequenceNumber(1, 2, 0));
        assertThat(SequenceNumber.parse("1" + "0".repeat(10) + "1" + "0".repeat(20)))
                .contains(new SequenceNumber(1, 0, 0));
        assertThat(SequenceNumber.parse(early.toString())).contains(early);
        assertThat(SequenceNumber.parse("12")).isEmpty();
        assertThat(SequenceNumber.parse("2" + "0".repeat(31))).isEmpty();
        assertThat(SequenceNumber.parse("1" + "0".repeat(30))).isEmpty();
    }

    private static ShardSpan span(int number) {
        return new ShardSpan("shardId-" + number, 6, 5, number);
    }

    private static LogEntry.Change change(Optional<Image> before, Optional<Image> after) {
        return new LogEntry.Change(
                1,
                2,
                5,
                6,
                3,
                4,
                99,
                Cause.TIME_TO_LIVE,
                "us-east-1",
                Optional.of(new Transaction("t-1", 0)),
                new byte[] {0, -1},
                "{\"pk\":{\"S\":\"a\"}}".getBytes(UTF_8),
                before,
                after);
    }
}
