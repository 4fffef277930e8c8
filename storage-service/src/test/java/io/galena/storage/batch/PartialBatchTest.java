package io.galena.storage.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import io.galena.dynamodb.error.ThrottlingReason;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.operation.Caller;
import io.galena.storage.testing.SampleTables;
import io.galena.storage.testing.OperationsUnderTest;
import io.galena.storage.coordinator.IdempotencyToken;
import io.galena.storage.coordinator.TransactionOutcome;
import io.galena.storage.coordinator.Transactions;
import io.galena.storage.coordinator.WantedRow;
import io.galena.storage.read.PointReader;
import io.galena.storage.row.StoredRow;
import io.galena.storage.testing.TestingCatalog;
import io.galena.storage.write.ItemWriter;
import io.galena.storage.write.WriteCommand;
import io.galena.storage.write.WriteOutcome;
import io.galena.storage.write.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Batches of which the engine does only a part. */
class PartialBatchTest {
    private static final Caller CALLER = new Caller(SampleTables.ACCOUNT, SampleTables.REGION, "key", "request");
    private static final WriteOutcome DONE = new WriteOutcome.Done(
            new WriteResult(Optional.empty(), OptionalInt.empty(), Optional.empty(), List.of(), OptionalLong.empty()));
    private static final String TWO_WRITES = """
            {"RequestItems": {"hash": [{"PutRequest": {"Item": {"a": {"S": "1"}, "n": {"N": "1"}}}},
              {"DeleteRequest": {"Key": {"a": {"S": "2"}}}}]}}""";
    private static final String TWO_TABLES = """
            {"RequestItems": {"hash": {"Keys": [{"a": {"S": "1"}}]}, "range": {"Keys": [{"a": {"S": "1"}, "b": {"N": "1"}}],
              "ConsistentRead": true, "ProjectionExpression": "#c", "ExpressionAttributeNames": {"#c": "c"}}}}""";

    @Test
    void writesThatWereThrottledAreHandedBackAsTheyCame() {
        var answer = writing(List.of(failed(ErrorType.THROTTLING), DONE));

        assertThat(answer)
                .isEqualTo("{\"UnprocessedItems\":{\"hash\":["
                        + "{\"PutRequest\":{\"Item\":{\"a\":{\"S\":\"1\"},\"n\":{\"N\":\"1\"}}}}]}}");
    }

    @Test
    void writesWhoseOutcomeIsUnknownAreHandedBackToo() {
        var answer = writing(List.of(DONE, failed(ErrorType.INTERNAL_SERVER_ERROR)));

        assertThat(answer)
                .isEqualTo("{\"UnprocessedItems\":{\"hash\":[{\"DeleteRequest\":{\"Key\":{\"a\":{\"S\":\"2\"}}}}]}}");
    }

    @Test
    void batchThatIsThrottledAsAWholeIsThrottled() {
        var answer = writing(List.of(failed(ErrorType.THROTTLING), failed(ErrorType.THROTTLING)));

        assertThat(answer).contains(ErrorType.THROTTLING.wireName());
    }

    @Test
    void failureThatTryingAgainCannotMendIsTheAnswer() {
        var answer = writing(List.of(DONE, failed(ErrorType.ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED)));

        assertThat(answer).contains(ErrorType.ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED.wireName());
    }

    @Test
    void keysThatWereThrottledAreHandedBackAsTheyCame() {
        var answer = reading("range");

        assertThat(answer)
                .isEqualTo("{\"Responses\":{\"hash\":[],\"range\":[]},\"UnprocessedKeys\":{\"range\":{"
                        + "\"Keys\":[{\"a\":{\"S\":\"1\"},\"b\":{\"N\":\"1\"}}],\"ConsistentRead\":true,"
                        + "\"ProjectionExpression\":\"#c\",\"ExpressionAttributeNames\":{\"#c\":\"c\"}}}}");
    }

    @Test
    void aTableThatIsThrottledFirstDoesNotKeepTheOthersFromBeingRead() {
        assertThat(reading("hash"))
                .isEqualTo("{\"Responses\":{\"hash\":[],\"range\":[]},\"UnprocessedKeys\":{\"hash\":{"
                        + "\"Keys\":[{\"a\":{\"S\":\"1\"}}]}}}");
    }

    @Test
    void readOfWhichEveryKeyIsThrottledIsThrottled() {
        assertThat(reading("hash", "range")).contains(ErrorType.THROTTLING.wireName());
    }

    @Test
    void fewerKeysAreTriedWhenThroughputDoesNotDoForAll() {
        var reader = new MeteredReader(25);

        var answer = call("BatchGetItem", manyKeys(), new FixedWriter(List.of()), reader);

        assertThat(reader.portions).containsExactly(20, 5);
        assertThat(answer).contains("\"UnprocessedKeys\":{\"hash\"", "{\"S\":\"25\"}");
        assertThat(answer).doesNotContain("{\"S\":\"24\"}");
    }

    @Test
    void noMoreIsReadAtOnceThanMayBeInAnAnswer() {
        var reader = new PortionReader(Integer.MAX_VALUE);

        var answer = call("BatchGetItem", manyKeys(), new FixedWriter(List.of()), reader);

        assertThat(answer).isEqualTo("{\"Responses\":{\"hash\":[]},\"UnprocessedKeys\":{}}");
        assertThat(reader.portions).containsExactly(40, 40, 20);
    }

    @Test
    void keysAfterThoseThatWereReadAreHandedBackWhenThrottled() {
        var reader = new PortionReader(2);

        var answer = call("BatchGetItem", manyKeys(), new FixedWriter(List.of()), reader);

        assertThat(answer).contains("\"UnprocessedKeys\":{\"hash\"", "{\"S\":\"80\"}", "{\"S\":\"99\"}");
        assertThat(answer).doesNotContain("{\"S\":\"79\"}");
    }

    @Test
    void requestsOfMoreThanOnePortionReadInTurn() throws InterruptedException {
        assertThat(mostAtOnce(keys(100))).isEqualTo(1);
        assertThat(mostAtOnce(keys(40))).isGreaterThan(1);
    }

    private static int mostAtOnce(String request) throws InterruptedException {
        var reader = new SlowReader();
        var operations = operations(new FixedWriter(List.of()), reader);
        var threads = IntStream.range(0, 8)
                .mapToObj(_ -> Thread.startVirtualThread(() -> operations.call("BatchGetItem", request, CALLER)))
                .toList();
        for (var thread : threads) {
            thread.join();
        }
        return reader.most.get();
    }

    private static String manyKeys() {
        return keys(100);
    }

    private static String keys(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"a\": {\"S\": \"" + i + "\"}}")
                .collect(Collectors.joining(",", "{\"RequestItems\": {\"hash\": {\"Keys\": [", "]}}}"));
    }

    private static String writing(List<WriteOutcome> outcomes) {
        return call("BatchWriteItem", TWO_WRITES, new FixedWriter(outcomes), new ThrottlingReader(Set.of()));
    }

    private static String reading(String... throttledTables) {
        return call(
                "BatchGetItem", TWO_TABLES, new FixedWriter(List.of()), new ThrottlingReader(Set.of(throttledTables)));
    }

    private static String call(String operation, String request, ItemWriter writer, PointReader reader) {
        var answer = operations(writer, reader).call(operation, request, CALLER);
        return new String(answer.body(), 0, answer.length(), UTF_8);
    }

    private static OperationsUnderTest operations(ItemWriter writer, PointReader reader) {
        var catalog = new TestingCatalog(List.of());
        SampleTables.all(SampleTables.ACCOUNT, 1, 1).forEach(catalog::put);
        return new OperationsUnderTest(
                writer,
                new NoTransactions(),
                reader,
                _ -> {
                    throw new IllegalStateException("No range is to be read");
                },
                catalog);
    }

    private static WriteOutcome failed(ErrorType type) {
        return new WriteOutcome.Failed(new DynamoDbException(type, "as the test wants it"));
    }

    private record NoTransactions() implements Transactions {
        @Override
        public TransactionOutcome write(List<WriteCommand> commands, Optional<IdempotencyToken> token) {
            throw new IllegalStateException("No transaction is to be carried out");
        }

        @Override
        public List<Optional<StoredRow>> read(List<WantedRow> rows) {
            throw new IllegalStateException("No transaction is to be carried out");
        }
    }

    private record FixedWriter(List<WriteOutcome> outcomes) implements ItemWriter {
        @Override
        public WriteResult write(WriteCommand command) {
            throw new IllegalStateException("Batches write many at once");
        }

        @Override
        public List<WriteOutcome> write(List<WriteCommand> commands) {
            return outcomes;
        }
    }

    /** Finds nothing, and is throttled after some calls. */
    private static final class PortionReader implements PointReader {
        private final int unthrottled;
        private final List<Integer> portions = new ArrayList<>();

        PortionReader(int unthrottled) {
            this.unthrottled = unthrottled;
        }

        @Override
        public List<Optional<StoredRow>> read(TableDescriptor table, List<byte[]> rowKeys, boolean consistent) {
            if (portions.size() == unthrottled) {
                throw new DynamoDbException(ErrorType.THROTTLING, "as the test wants it");
            }
            portions.add(rowKeys.size());
            return rowKeys.stream().map(_ -> Optional.<StoredRow>empty()).toList();
        }

        @Override
        public List<Optional<StoredRow>> readBase(TableDescriptor table, List<StoredRow> entries, boolean consistent) {
            throw new IllegalStateException("No index is read");
        }
    }

    /** Finds nothing, takes its time, and knows how many requests read at once. */
    private static final class SlowReader implements PointReader {
        private final AtomicInteger now = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        @Override
        public List<Optional<StoredRow>> read(TableDescriptor table, List<byte[]> rowKeys, boolean consistent) {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            now.decrementAndGet();
            return rowKeys.stream().map(_ -> Optional.<StoredRow>empty()).toList();
        }

        @Override
        public List<Optional<StoredRow>> readBase(TableDescriptor table, List<StoredRow> entries, boolean consistent) {
            throw new IllegalStateException("No index is read");
        }
    }

    /** Finds nothing, and has throughput for some keys. */
    private static final class MeteredReader implements PointReader {
        private final List<Integer> portions = new ArrayList<>();
        private int left;

        MeteredReader(int keys) {
            this.left = keys;
        }

        @Override
        public List<Optional<StoredRow>> read(TableDescriptor table, List<byte[]> rowKeys, boolean consistent) {
            if (rowKeys.size() > left) {
                throw DynamoDbException.throttled(
                        ErrorType.PROVISIONED_THROUGHPUT_EXCEEDED,
                        "as the test wants it",
                        new ThrottlingReason("TableReadProvisionedThroughputExceeded", table.arn()));
            }
            left -= rowKeys.size();
            portions.add(rowKeys.size());
            return rowKeys.stream().map(_ -> Optional.<StoredRow>empty()).toList();
        }

        @Override
        public List<Optional<StoredRow>> readBase(TableDescriptor table, List<StoredRow> entries, boolean consistent) {
            throw new IllegalStateException("No index is read");
        }
    }

    private record ThrottlingReader(Set<String> throttledTables) implements PointReader {
        @Override
        public List<Optional<StoredRow>> read(TableDescriptor table, List<byte[]> rowKeys, boolean consistent) {
            if (throttledTables.contains(table.name())) {
                throw new DynamoDbException(ErrorType.THROTTLING, "as the test wants it");
            }
            return rowKeys.stream().map(_ -> Optional.<StoredRow>empty()).toList();
        }

        @Override
        public List<Optional<StoredRow>> readBase(TableDescriptor table, List<StoredRow> entries, boolean consistent) {
            throw new IllegalStateException("No index is read");
        }
    }
}
