package io.galena.storage.insights;

import static io.galena.storage.testing.TestingItems.deleting;
import static io.galena.storage.testing.TestingItems.item;
import static io.galena.storage.testing.TestingItems.key;
import static io.galena.storage.testing.TestingItems.putting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.dynamodb.error.ThrottlingReason;
import io.galena.kit.catalog.HotKeys;
import io.galena.kit.catalog.InsightsDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.read.RangeRequest;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingTables;
import io.galena.storage.write.ItemWriter;
import io.galena.storage.write.WriteCommand;
import io.galena.storage.write.WriteOutcome;
import io.galena.storage.write.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Which keys are told as the hottest, on a clock that the test moves. */
@ParameterizedClass
@ValueSource(ints = {1, 3})
class InsightsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Parameter
    private int shards;

    private final AtomicReference<Instant> time = new AtomicReference<>(NOON);
    private final Insights insights = new Insights(time::get);

    @Test
    void keysAreToldInPlainTextByWhatTheyTook() {
        var table = counted(TestingTables.table(shards), new InsightsDescriptor(0, true));
        var writer = insights.writer(engine().writer());
        var points = insights.points(engine().points());
        writer.write(putting(table, item("warm", 1, "v", "x".repeat(2000))));
        writer.write(List.of(putting(table, item("hot", 1)), putting(table, item("hot", 2))));
        for (var read = 0; read < 5; read++) {
            points.read(table, List.of(key(table, "hot", 2)), true);
        }
        points.read(table, List.of(key(table, "missing", 1)), false);

        var keys = report(table);

        assertThat(keys.since()).isEqualTo(NOON.toEpochMilli());
        assertThat(keys.accessedPartitions())
                .extracting(HotKeys.Key::key, HotKeys.Key::count)
                .containsExactly(
                        tuple("{\"pk\":{\"S\":\"hot\"}}", 7.0),
                        tuple("{\"pk\":{\"S\":\"warm\"}}", 2.0),
                        tuple("", 0.5));
        assertThat(keys.accessed().getFirst().key()).isEqualTo("{\"pk\":{\"S\":\"hot\"},\"sk\":{\"N\":\"2\"}}");
        assertThat(keys.accessed().getFirst().count()).isEqualTo(6);
        assertThat(keys.throttled()).isEmpty();
    }

    @Test
    void aPageIsSharedByItsRowsAndCountsForTheIndexThatItIsReadFrom() {
        var indexed = TestingTables.withGlobalIndex(TestingTables.table(1), 7, "name");
        var table = counted(indexed, new InsightsDescriptor(7, true));
        engine().writer().write(putting(table, item("a", 1, "name", "n", "v", "x".repeat(6000))));
        engine().writer().write(putting(table, item("a", 2, "name", "n", "v", "x".repeat(6000))));
        var index = table.globalIndexes().getFirst();
        insights.ranges(engine().ranges())
                .page(new RangeRequest(
                        table, Optional.of(index), new byte[0], Optional.empty(), true, true, 10, Long.MAX_VALUE));

        var keys = new HotKeyReport(insights, engine().ranges()).of(table, Optional.of(index), 10);

        assertThat(keys.accessedPartitions()).singleElement().satisfies(key -> {
            assertThat(key.key()).isEqualTo("{\"name\":{\"S\":\"n\"}}");
            assertThat(key.count()).isEqualTo(3);
        });
        assertThat(report(table).since()).isZero();
    }

    @Test
    void throttledRequestsAreCountedAndNothingElseWhereOnlyTheyAreWanted() {
        var table = counted(TestingTables.table(shards), new InsightsDescriptor(0, false));
        engine().writer().write(putting(table, item("throttled", 1)));
        var writer = insights.writer(new Throttled(table.arn()));
        var other = insights.writer(new Throttled(table.arn() + "/index/unknown-to-the-table"));
        insights.points(engine().points()).read(table, List.of(key(table, "throttled", 1)), true);

        assertThatThrownBy(() -> writer.write(deleting(table, "throttled", 1))).isInstanceOf(DynamoDbException.class);
        writer.write(List.of(deleting(table, "throttled", 1), deleting(table, "throttled", 2)));
        assertThatThrownBy(() -> other.write(deleting(table, "throttled", 1))).isInstanceOf(DynamoDbException.class);

        var keys = report(table);
        assertThat(keys.accessed()).isEmpty();
        assertThat(keys.throttledPartitions())
                .extracting(HotKeys.Key::key, HotKeys.Key::count)
                .containsExactly(tuple("{\"pk\":{\"S\":\"throttled\"}}", 4.0));
    }

    @Test
    void countsAreOfThisHourAndTheOneBefore() {
        var table = counted(TestingTables.table(shards), new InsightsDescriptor(0, true));
        var writer = insights.writer(engine().writer());
        writer.write(putting(table, item("a", 1)));
        time.set(NOON.plus(Duration.ofMinutes(61)));
        writer.write(putting(table, item("a", 1)));
        assertThat(report(table).accessed().getFirst().count()).isEqualTo(2);

        time.set(NOON.plus(Duration.ofMinutes(122)));
        writer.write(putting(table, item("a", 1)));
        assertThat(report(table).accessed().getFirst().count()).isEqualTo(2);

        insights.keepOnly(List.of());
        assertThat(report(table).accessed()).isEmpty();
    }

    @Test
    void nothingIsCountedWhereItIsOff() {
        var table = engine().apply(TestingTables.table(shards));
        insights.writer(engine().writer()).write(putting(table, item("a", 1)));

        assertThat(report(table)).isEqualTo(new HotKeys.Answer(0, List.of(), List.of(), List.of(), List.of()));
    }

    private HotKeys.Answer report(TableDescriptor table) {
        return new HotKeyReport(insights, engine().ranges()).of(table, Optional.empty(), 10);
    }

    private TableDescriptor counted(TableDescriptor table, InsightsDescriptor... insights) {
        return engine().apply(table.with(Arrays.asList(insights)));
    }

    private TestingEngine engine() {
        return TestingEngine.shared(shards);
    }

    /** Has no throughput for anything. */
    private record Throttled(String resource) implements ItemWriter {
        @Override
        public WriteResult write(WriteCommand command) {
            throw error();
        }

        @Override
        public List<WriteOutcome> write(List<WriteCommand> commands) {
            return commands.stream()
                    .<WriteOutcome>map(_ -> new WriteOutcome.Failed(error()))
                    .toList();
        }

        private DynamoDbException error() {
            return DynamoDbException.throttled(
                    ErrorType.PROVISIONED_THROUGHPUT_EXCEEDED,
                    "as the test wants it",
                    new ThrottlingReason("TableWriteProvisionedThroughputExceeded", resource));
        }
    }
}
