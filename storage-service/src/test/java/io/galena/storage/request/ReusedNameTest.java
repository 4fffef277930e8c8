package io.galena.storage.request;

import static io.galena.storage.testing.TestingItems.item;
import static io.galena.storage.testing.TestingItems.putting;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.operation.Caller;
import io.galena.storage.testing.OperationsUnderTest;
import io.galena.storage.testing.TestingEngine;
import io.galena.storage.testing.TestingTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One instance deletes a table and makes another of the same name; another instance has not heard of it. */
class ReusedNameTest {
    private static final String KEY = "'Key': {'pk': {'S': 'a'}, 'sk': {'N': '1'}}";
    private static final String ITEM = "'Item': {'pk': {'S': 'a'}, 'sk': {'N': '1'}}";
    private static final String VALUES = "'ExpressionAttributeValues': {':v': {'S': 'a'}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PutItem | " + ITEM,
                "GetItem | " + KEY,
                "GetItem | 'ConsistentRead': true, " + KEY,
                "DeleteItem | " + KEY,
                "UpdateItem | 'UpdateExpression': 'SET c = :v', " + VALUES + ", " + KEY,
                "Query | 'KeyConditionExpression': 'pk = :v', " + VALUES,
                "Scan | 'ConsistentRead': true"
            },
            quoteCharacter = '"')
    void theNextRequestFindsTheNewTable(String operation, String members) {
        for (var shards : new int[] {1, 3}) {
            var answer = afterReuse(shards, operation, "{'TableName': '%s', " + members + "}");

            assertThat(answer).doesNotContain("__type").doesNotContain("old");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void batchesFindTheNewTable(int shards) {
        assertThat(afterReuse(shards, "BatchGetItem", "{'RequestItems': {'%s': {'Keys': [" + KEY.substring(7) + "]}}}"))
                .startsWith("{\"Responses\"")
                .contains("\"UnprocessedKeys\":{}")
                .doesNotContain("old");
        assertThat(afterReuse(shards, "BatchWriteItem", "{'RequestItems': {'%s': [{'PutRequest': {" + ITEM + "}}]}}"))
                .isEqualTo("{\"UnprocessedItems\":{}}");
    }

    @Test
    void aTableThatWasSeenInDeletionDoesNotHideTheNewOne() {
        var engine = TestingEngine.shared(1);
        var old = engine.apply(named("in-deletion"));
        engine.catalog().put(TestingTables.inDeletion(old));
        try (var behind = engine.behind()) {
            replace(engine, old);

            assertThat(call(behind, "PutItem", "{'TableName': 'in-deletion', " + ITEM + "}"))
                    .isEqualTo("{}");
        }
    }

    @Test
    void aTableThatIsGoneIsNotFound() {
        var engine = TestingEngine.shared(1);
        var old = engine.apply(named("gone"));
        try (var behind = engine.behind()) {
            engine.schemas().drop(old);
            engine.catalog().forget(old.id());

            assertThat(call(behind, "PutItem", "{'TableName': 'gone', " + ITEM + "}"))
                    .contains("ResourceNotFoundException");
        }
    }

    private static String afterReuse(int shards, String operation, String request) {
        var engine = TestingEngine.shared(shards);
        var name = operation + "-" + System.nanoTime();
        var old = engine.apply(TestingTables.named(TestingTables.table(shards), name));
        engine.writer().write(putting(old, item("a", 1, "c", "old")));
        try (var behind = engine.behind()) {
            replace(engine, old);
            return call(behind, operation, request.formatted(name));
        }
    }

    private static void replace(TestingEngine engine, TableDescriptor old) {
        engine.schemas().drop(old);
        engine.catalog().forget(old.id());
        engine.apply(
                TestingTables.named(TestingTables.table(engine.shards().all().size()), old.name()));
    }

    private static TableDescriptor named(String name) {
        return TestingTables.named(TestingTables.table(1), name);
    }

    private static String call(TestingEngine engine, String operation, String request) {
        var answer = OperationsUnderTest.on(engine)
                .call(operation, request.replace('\'', '"'), new Caller("000000000000", "local", "key", "request"));
        return new String(answer.body(), 0, answer.length(), UTF_8);
    }
}
