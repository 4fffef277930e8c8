package io.galena.storage.throughput;

import static io.galena.storage.testing.TestingItems.deciding;
import static io.galena.storage.testing.TestingItems.deleting;
import static io.galena.storage.testing.TestingItems.item;
import static io.galena.storage.testing.TestingItems.key;
import static io.galena.storage.testing.TestingItems.put;
import static io.galena.storage.testing.TestingItems.putting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.error.CancellationReason;
import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.dynamodb.error.ThrottlingReason;
import io.galena.kit.catalog.CapacityDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.storage.coordinator.TransactionOutcome;
import io.galena.storage.coordinator.WantedRow;
import io.galena.storage.read.RangeRequest;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingTables;
import io.galena.storage.write.WriteCommand;
import io.galena.storage.write.WriteOutcome;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What limits let pass and what they do not, on a clock that the test moves. */
@ParameterizedClass
@ValueSource(ints = {1, 3})
class ThrottlingTest {
    private static final long SECOND = 1_000_000_000;

    @Parameter
    private int shards;

    private final AtomicLong time = new AtomicLong();

    @Test
    void writesPassUntilFiveMinutesOfThroughputAreSpentAndThenAtTheRate() {
        var table = provisioned(2, 2);
        var writer = throttling().writer(engine().writer());

        for (var spent = 0; spent < 600; spent += 100) {
            writer.write(putting(table, large("a", spent, 100)));
        }
        assertThrottled(table, "TableWriteProvisionedThroughputExceeded", () -> writer.write(deleting(table, "a", 1)));

        time.addAndGet(SECOND);
        writer.write(deleting(table, "a", 1));
        writer.write(deleting(table, "a", 1));
        assertThrottled(table, "TableWriteProvisionedThroughputExceeded", () -> writer.write(deleting(table, "a", 1)));
        assertThat(engine().item(table, "a", 0)).as("written").isPresent();
    }

    @Test
    void aThrottledWriteChangesNothingAndAFailedConditionCostsAsMuchAsTheItemThatItFound() {
        var table = provisioned(2, 2);
        var writer = throttling().writer(engine().writer());
        engine().writer().write(putting(table, large("a", 0, 300)));

        for (var time = 0; time < 2; time++) {
            assertThatThrownBy(() -> writer.write(deciding(table, "a", 0, _ -> {
                        throw DynamoDbException.conditionalCheckFailed(Optional.empty());
                    })))
                    .extracting(ThrottlingTest::type)
                    .isEqualTo(ErrorType.CONDITIONAL_CHECK_FAILED);
        }

        assertThrottled(table, "TableWriteProvisionedThroughputExceeded", () -> writer.write(deleting(table, "a", 0)));
        assertThat(engine().item(table, "a", 0)).isPresent();
    }

    @Test
    void readsAreChargedWithTheirTrueCostAfterwards() {
        var table = provisioned(1, 1);
        var points = throttling().points(engine().points());
        engine().writer().write(putting(table, large("a", 0, 400)));
        var keys = List.of(key(table, "a", 0));

        for (var spent = 0; spent < 300; spent += 100) {
            points.read(table, keys, true);
        }
        assertThrottled(table, "TableReadProvisionedThroughputExceeded", () -> points.read(table, keys, false));
        time.addAndGet(SECOND / 2);
        points.read(table, keys, false);

        assertThrottled(table, "TableReadProvisionedThroughputExceeded", () -> points.read(table, keys, false));
        time.addAndGet(49 * SECOND);
        assertThrottled(table, "TableReadProvisionedThroughputExceeded", () -> points.read(table, keys, false));
        time.addAndGet(SECOND);
        points.read(table, keys, false);
    }

    @Test
    void aPageIsChargedToTheIndexThatItIsReadFrom() {
        var table = limited(
                TestingTables.withGlobalIndex(TestingTables.table(shards), 7, "name"),
                new CapacityDescriptor(
                        true, 1, CapacityDescriptor.UNLIMITED, List.of(new CapacityDescriptor.Index(7, 1, 1000))));
        var ranges = throttling().ranges(engine().ranges());
        engine().writer().write(putting(table, large("a", 0, 400)));
        var page = new RangeRequest(
                table, Optional.empty(), new byte[0], Optional.empty(), true, true, 1000, Long.MAX_VALUE);
        var index = new RangeRequest(
                table,
                table.globalIndexes().stream().findFirst(),
                new byte[0],
                Optional.empty(),
                true,
                false,
                1000,
                Long.MAX_VALUE);

        for (var spent = 0; spent < 300; spent += 100) {
            ranges.page(page);
        }

        assertThrottled(table, "TableReadProvisionedThroughputExceeded", () -> ranges.page(page));
        assertThatCode(() -> ranges.page(index)).doesNotThrowAnyException();
    }

    @Test
    void anIndexWithNothingLeftHoldsUpWritesThatWouldChangeItAndNoOthers() {
        var table = limited(
                TestingTables.withGlobalIndex(TestingTables.table(shards), 7, "name"),
                new CapacityDescriptor(true, 1000, 1000, List.of(new CapacityDescriptor.Index(7, 1, 1))));
        var writer = throttling().writer(engine().writer());
        writer.write(putting(table, item("a", 1, "name", "n")));
        writer.write(putting(table, item("b", 1, "name", "x".repeat(1000), "more", "x".repeat(300 * 1024))));

        var arn = table.arn() + "/index/global-by-name";
        assertThatThrownBy(() -> writer.write(putting(table, item("c", 1, "name", "other"))))
                .hasMessage(
                        "The level of configured provisioned throughput for one or more global secondary indexes of the"
                                + " table was exceeded. Consider increasing your provisioning level for the under-provisioned global"
                                + " secondary indexes with the UpdateTable API")
                .extracting(ThrottlingTest::reason)
                .isEqualTo(Optional.of(new ThrottlingReason("IndexWriteProvisionedThroughputExceeded", arn)));
        assertThatThrownBy(() -> writer.write(deleting(table, "a", 1)))
                .extracting(ThrottlingTest::type)
                .isEqualTo(ErrorType.PROVISIONED_THROUGHPUT_EXCEEDED);
        writer.write(putting(table, item("d", 1, "unindexed", "n")));
        writer.write(deleting(table, "nobody", 1));
        assertThat(engine().item(table, "c", 1)).isEmpty();
        assertThat(engine().item(table, "a", 1)).isPresent();

        time.addAndGet(10 * SECOND);
        writer.write(deleting(table, "a", 1));
    }

    @Test
    void onePartitionTakesAThousandWritesASecondThoughTheTableMayTakeMore() {
        var table = provisioned(1, 2_000);
        var writer = throttling().writer(engine().writer());

        writer.write(putting(table, large("hot", 0, 390)));
        writer.write(putting(table, large("hot", 1, 390)));
        writer.write(putting(table, large("hot", 2, 390)));

        assertThrottled(table, "TableWriteKeyRangeThroughputExceeded", () -> writer.write(deleting(table, "hot", 1)));
        assertThat(List.of("a", "b", "c", "d", "e", "f", "g", "h"))
                .as("keys of other partitions")
                .anySatisfy(pk -> assertThatCode(() -> writer.write(deleting(table, pk, 1)))
                        .doesNotThrowAnyException());
    }

    @Test
    void onDemandTablesAreHeldToTheirMaximumAndOtherwiseToNothing() {
        var table = limited(
                TestingTables.table(shards), new CapacityDescriptor(false, CapacityDescriptor.UNLIMITED, 2, List.of()));
        var throttling = throttling();
        var writer = throttling.writer(engine().writer());
        writer.write(putting(table, large("a", 0, 3)));

        assertThatThrownBy(() -> writer.write(deleting(table, "a", 0)))
                .hasMessage("Throughput exceeds the maximum OnDemandThroughput configured on table or index")
                .extracting(ThrottlingTest::type)
                .isEqualTo(ErrorType.THROTTLING);
        assertThat(throttling.points(engine().points()).read(table, List.of(key(table, "a", 0)), true))
                .first()
                .satisfies(row -> assertThat(row).isPresent());
    }

    @Test
    void ofABatchEveryWritePassesOrFailsByItself() {
        var table = provisioned(1, 1);
        var free = engine().apply(TestingTables.table(shards));
        var writer = throttling().writer(engine().writer());
        writer.write(putting(table, large("a", 0, 299)));

        var outcomes = writer.write(List.of(
                deleting(table, "x", 1),
                deleting(table, "y", 1),
                putting(free, item("z", 1)),
                deleting(table, "z", 1)));

        assertThat(outcomes)
                .extracting(outcome -> outcome instanceof WriteOutcome.Done)
                .containsExactly(true, false, true, false);
        assertThat(engine().item(free, "z", 1)).isPresent();
    }

    @Test
    void aTransactionThatIsThrottledIsCancelledAndGivesBackWhatItTook() {
        var table = provisioned(1, 1);
        var rich = provisioned(300, 300);
        var throttling = throttling();
        var transactions = throttling.transactions(engine().transactions());
        engine().writer().write(putting(table, large("a", 0, 4)));
        List<WriteCommand> both = List.of(putting(rich, item("r", 1)), putting(table, large("a", 1, 150)));
        assertThat(transactions.write(both, Optional.empty())).isInstanceOf(TransactionOutcome.Done.class);

        var outcome = (TransactionOutcome.Cancelled) transactions.write(both, Optional.empty());
        assertThat(outcome.errors().getFirst()).isEmpty();
        assertThat(outcome.errors().getLast().map(ThrottlingTest::type))
                .contains(ErrorType.PROVISIONED_THROUGHPUT_EXCEEDED);

        var wanted = List.of(new WantedRow(rich, key(rich, "r", 1)), new WantedRow(table, key(table, "a", 0)));
        for (var spent = 0; spent < 300; spent += 2) {
            assertThat(transactions.read(wanted))
                    .allSatisfy(row -> assertThat(row).isPresent());
        }
        assertThatThrownBy(() -> transactions.read(wanted))
                .extracting(error -> ((DynamoDbException) error)
                        .reasons().stream().map(CancellationReason::code).toList())
                .isEqualTo(List.of("None", "ProvisionedThroughputExceeded"));
    }

    @Test
    void aTransactionMayCostMoreThanABucketHoldsAndIsPaidOffAfterwards() {
        var table = limited(TestingTables.table(shards), new CapacityDescriptor(false, 5, 5, List.of()));
        var throttling = throttling();
        var transactions = throttling.transactions(engine().transactions());
        List<WriteCommand> four = List.of(
                putting(table, item("a", 1)),
                putting(table, item("a", 2)),
                putting(table, item("a", 3)),
                putting(table, item("a", 4)));

        assertThat(transactions.write(four, Optional.empty())).isInstanceOf(TransactionOutcome.Done.class);
        var refused = (TransactionOutcome.Cancelled) transactions.write(four, Optional.empty());
        assertThat(refused.errors())
                .allSatisfy(error -> assertThat(error.map(ThrottlingTest::type)).contains(ErrorType.THROTTLING));
        time.addAndGet(SECOND);
        assertThat(transactions.write(four, Optional.empty())).isInstanceOf(TransactionOutcome.Done.class);

        var wanted =
                four.stream().map(write -> new WantedRow(table, write.rowKey())).toList();
        assertThat(transactions.read(wanted)).allSatisfy(row -> assertThat(row).isPresent());
        assertThatThrownBy(() -> transactions.read(wanted))
                .extracting(ThrottlingTest::type)
                .isEqualTo(ErrorType.TRANSACTION_CANCELED);
    }

    @Test
    void twoInstancesShareOneLimit() {
        var table = provisioned(1, 1);
        var one = throttling();
        var other = throttling();
        var writer = one.writer(engine().writer());
        var otherWriter = other.writer(engine().writer());
        writer.write(putting(table, large("a", 0, 100)));
        otherWriter.write(putting(table, large("a", 1, 100)));
        one.share();
        other.share();
        one.share();

        // One knows now of 200, the other too; each spends the rest, and both pay for it.
        writer.write(putting(table, large("a", 2, 80)));
        otherWriter.write(putting(table, large("a", 3, 80)));
        one.share();
        other.share();
        writer.write(deleting(table, "nobody", 0));
        one.share();

        assertThrottled(table, "TableWriteProvisionedThroughputExceeded", () -> writer.write(deleting(table, "b", 0)));
        assertThrottled(
                table, "TableWriteProvisionedThroughputExceeded", () -> otherWriter.write(deleting(table, "b", 0)));
        time.addAndGet(30 * SECOND);
        assertThrottled(
                table, "TableWriteProvisionedThroughputExceeded", () -> otherWriter.write(deleting(table, "b", 0)));
    }

    @Test
    void anInstanceThatStartsLaterLearnsWhatIsLeft() {
        var table = provisioned(1, 1);
        var one = throttling();
        one.writer(engine().writer()).write(putting(table, large("a", 0, 390)));
        one.share();

        var late = throttling();
        var writer = late.writer(engine().writer());
        writer.write(deleting(table, "b", 0));
        late.share();

        assertThrottled(table, "TableWriteProvisionedThroughputExceeded", () -> writer.write(deleting(table, "b", 0)));
    }

    @Test
    void anotherThroughputCountsAtOnceWithoutForgettingWhatIsSpent() {
        var table = provisioned(1, 1);
        var writer = throttling().writer(engine().writer());
        writer.write(putting(table, large("a", 0, 300)));
        var more = table.with(Optional.of(new CapacityDescriptor(true, 1, 100, List.of())));

        assertThrottled(table, "TableWriteProvisionedThroughputExceeded", () -> writer.write(deleting(more, "b", 0)));
        time.addAndGet(SECOND);
        writer.write(putting(more, large("a", 1, 99)));
        writer.write(deleting(more, "b", 0));
        assertThrottled(table, "TableWriteProvisionedThroughputExceeded", () -> writer.write(deleting(more, "b", 0)));
    }

    private TestingEngine engine() {
        return TestingEngine.shared(shards);
    }

    private Throttling throttling() {
        return Throttling.of(engine().shards(), time::get);
    }

    private TableDescriptor provisioned(long read, long write) {
        return limited(TestingTables.table(shards), new CapacityDescriptor(true, read, write, List.of()));
    }

    private TableDescriptor limited(TableDescriptor table, CapacityDescriptor capacity) {
        return engine().apply(table.with(Optional.of(capacity)));
    }

    /** An item of just so many kilobytes. */
    private static io.galena.dynamodb.value.Item large(String pk, long sk, int kilobytes) {
        var rest = put(item(pk, sk, "v", "")).size();
        return item(pk, sk, "v", "x".repeat(kilobytes * 1024 - rest));
    }

    private static void assertThrottled(TableDescriptor table, String reason, ThrowingCallable request) {
        assertThatThrownBy(request)
                .hasMessage(
                        "The level of configured provisioned throughput for the table was exceeded. Consider increasing"
                                + " your provisioning level with the UpdateTable API.")
                .satisfies(error -> {
                    assertThat(type(error)).isEqualTo(ErrorType.PROVISIONED_THROUGHPUT_EXCEEDED);
                    assertThat(reason(error)).contains(new ThrottlingReason(reason, table.arn()));
                });
    }

    private static ErrorType type(Throwable error) {
        return ((DynamoDbException) error).type();
    }

    private static Optional<ThrottlingReason> reason(Throwable error) {
        return ((DynamoDbException) error).throttlingReason();
    }
}
