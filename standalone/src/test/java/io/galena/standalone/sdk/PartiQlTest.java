package io.galena.standalone.sdk;

import static io.galena.standalone.sdk.Refusals.assertInvalid;
import static io.galena.standalone.sdk.Refusals.assertRefused;
import static io.galena.standalone.sdk.TestValues.at;
import static io.galena.standalone.sdk.TestValues.item;
import static io.galena.standalone.sdk.TestValues.l;
import static io.galena.standalone.sdk.TestValues.m;
import static io.galena.standalone.sdk.TestValues.n;
import static io.galena.standalone.sdk.TestValues.random;
import static io.galena.standalone.sdk.TestValues.s;
import static io.galena.standalone.sdk.TestValues.ss;
import static io.galena.standalone.sdk.TestValues.unused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionResponse;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** PartiQL: statements one by one, in batches and in transactions, and that they do what the requests do that they come to. */
@OnEveryEndpoint
class PartiQlTest {
    private final DynamoDbClient client;
    private final String plain;
    private final String numbered;
    private final String indexed;
    private final AttributeValue pk = unused();

    PartiQlTest(Endpoint endpoint) {
        this.client = endpoint.client();
        this.plain = endpoint.table(TableShape.PLAIN);
        this.numbered = endpoint.table(TableShape.NUMBERED);
        this.indexed = endpoint.table(TableShape.INDEXED);
    }

    @Test
    void anItemLivesAndDiesByStatements() {
        execute("INSERT INTO \"" + plain + "\" VALUE {'pk': ?, 'n': 1, 'tags': <<'a'>>, 'm': {'k': [true]}}", pk);
        assertThat(select(plain))
                .containsExactly(item("pk", pk, "n", n(1), "tags", ss("a"), "m", m("k", l(TestValues.bool(true)))));

        var updated = execute(
                "UPDATE \"" + plain + "\" SET n = n + ?, tags = set_add(tags, <<'b'>>) REMOVE m.k[0]"
                        + " WHERE pk = ? AND n = 1 RETURNING ALL NEW *",
                n(4),
                pk);
        assertThat(updated.items()).containsExactly(item("pk", pk, "n", n(5), "tags", ss("a", "b"), "m", m("k", l())));
        assertThat(client.getItem(
                                get -> get.tableName(plain).key(item("pk", pk)).consistentRead(true))
                        .item())
                .isEqualTo(updated.items().getFirst());

        var deleted = execute("DELETE FROM \"" + plain + "\" WHERE pk = ? RETURNING ALL OLD *", pk);
        assertThat(deleted.items()).isEqualTo(updated.items());
        assertThat(select(plain)).isEmpty();
    }

    @Test
    void conditionsThatFailAreTheErrorsOfTheService() {
        var missing = "UPDATE \"" + plain + "\" SET n = 1 WHERE pk = ?";
        assertRefused(() -> execute(missing, pk), "ConditionalCheckFailedException", "The conditional request failed");
        assertThat(select(plain)).isEmpty();

        var insert = "INSERT INTO \"" + plain + "\" VALUE {'pk': ?}";
        execute(insert, pk);
        assertRefused(() -> execute(insert, pk), "DuplicateItemException", "Duplicate primary key exists in table");
        assertInvalid(
                () -> execute("DELETE FROM \"" + plain + "\""),
                "Where clause does not contain a mandatory equality on all key attributes");
        assertInvalid(
                () -> execute("SELECT * FROM " + plain + " WHERE"),
                "Statement wasn't well formed, can't be processed: SELECT * FROM " + plain + " WHERE");
    }

    @Test
    void pagesOfAPartitionFollowEachOther() {
        fill(7);
        var statement = "SELECT sk FROM \"" + numbered + "\" WHERE pk = ? AND sk > 1 ORDER BY sk DESC";

        assertThat(pages(statement, List.of(pk), 2))
                .containsExactly(List.of(7, 6), List.of(5, 4), List.of(3, 2), List.of());
    }

    @Test
    void pagesGoOnFromPartitionToPartition() {
        var other = unused();
        fill(3);
        client.putItem(put -> put.tableName(numbered).item(item("pk", other, "sk", n(9))));
        var statement = "SELECT pk, sk FROM \"" + numbered + "\" WHERE pk IN [?, ?, ?]";
        var parameters = List.of(pk, other, unused());

        var found =
                pages(statement, parameters, 1).stream().flatMap(List::stream).toList();

        assertThat(found).containsExactlyInAnyOrder(1, 2, 3, 9);
    }

    @Test
    void pagesOfAScanAreAllOfTheTable() {
        fill(5);
        var statement = "SELECT sk FROM \"" + numbered + "\" WHERE tag = ? AND sk <> 3";

        var found =
                pages(statement, List.of(pk), 2).stream().flatMap(List::stream).toList();

        assertThat(found).containsExactlyInAnyOrder(1, 2, 4, 5);
    }

    @Test
    void aPageEndsWithAMegabyte() {
        for (var i = 1; i <= 4; i++) {
            var sk = n(i);
            client.putItem(put -> put.tableName(numbered).item(item("pk", pk, "sk", sk, "big", random(390_000))));
        }
        var statement = "SELECT sk FROM \"" + numbered + "\" WHERE pk = ?";

        assertThat(pages(statement, List.of(pk), 1000)).containsExactly(List.of(1, 2, 3), List.of(4));
    }

    @Test
    void aTokenIsGoodForItsOwnStatementOnly() {
        fill(3);
        var statement = "SELECT sk FROM \"" + numbered + "\" WHERE pk = ?";
        var token = client.executeStatement(
                        execute -> execute.statement(statement).parameters(pk).limit(1))
                .nextToken();

        assertInvalid(
                () -> client.executeStatement(execute -> execute.statement(statement + " AND sk > 0")
                        .parameters(pk)
                        .nextToken(token)),
                "Invalid NextToken");
        assertInvalid(
                () -> client.executeStatement(
                        execute -> execute.statement(statement).parameters(pk).nextToken("x" + token)),
                "Invalid NextToken");
    }

    @Test
    void anIndexIsReadByItsKey() {
        for (var name : List.of("x", "y", "z")) {
            client.putItem(put ->
                    put.tableName(indexed).item(item("pk", pk, "sk", s(name), "c", s("c" + name), "f", s("far"))));
        }
        var from = "\"" + indexed + "\".\"" + TableShape.KEYS + "\"";

        var descending = execute("SELECT sk, f FROM " + from + " WHERE pk = ? AND c >= 'cy' ORDER BY c DESC", pk);

        assertThat(descending.items())
                .containsExactly(item("sk", s("z"), "f", s("far")), item("sk", s("y"), "f", s("far")));
        assertThat(execute("SELECT * FROM " + from + " WHERE pk = ? AND c = 'cx'", pk)
                        .items())
                .containsExactly(item("pk", pk, "sk", s("x"), "c", s("cx")));
    }

    @Test
    void statementsOfABatchFailAlone() {
        execute("INSERT INTO \"" + plain + "\" VALUE {'pk': ?, 'n': 1}", pk);
        var other = unused();

        var written = batch(
                statement("INSERT INTO \"" + plain + "\" VALUE {'pk': ?}", other),
                statement("UPDATE \"" + plain + "\" SET n = 5 WHERE pk = ? AND n = 7", pk),
                statement("DELETE FROM \"" + plain + "\" WHERE pk = ?", unused()));
        assertThat(written)
                .extracting(PartiQlTest::code)
                .containsExactly(
                        Optional.empty(),
                        Optional.of(BatchStatementErrorCodeEnum.CONDITIONAL_CHECK_FAILED),
                        Optional.empty());
        assertThat(written.get(1).error().item()).isEqualTo(item("pk", pk, "n", n(1)));

        var read = batch(
                statement("SELECT * FROM \"" + plain + "\" WHERE pk = ?", pk),
                statement("SELECT * FROM \"" + numbered + "\" WHERE pk = ?", pk),
                statement("SELECT * FROM \"" + plain + "\" WHERE pk = ?", other));
        assertThat(read.getFirst().item()).isEqualTo(item("pk", pk, "n", n(1)));
        assertThat(code(read.get(1))).contains(BatchStatementErrorCodeEnum.VALIDATION_ERROR);
        assertThat(read.get(1).error().message()).isEqualTo("Only single item select is supported");
        assertThat(read.getLast().item()).isEqualTo(item("pk", other));
    }

    @Test
    void aTransactionOfStatementsIsAllOrNothing() {
        execute("INSERT INTO \"" + plain + "\" VALUE {'pk': ?, 'n': 1}", pk);
        var other = unused();
        var update = transacted("UPDATE \"" + plain + "\" SET n = n + 1 WHERE pk = ?", pk);
        var insert = transacted("INSERT INTO \"" + numbered + "\" VALUE {'pk': ?, 'sk': 1}", other);
        var exists = "EXISTS(SELECT * FROM \"" + plain + "\" WHERE pk = ? AND n = 1)";

        var reasons = catchThrowableOfType(
                        TransactionCanceledException.class, () -> transact(update, insert, transacted(exists, other)))
                .cancellationReasons();
        assertThat(reasons)
                .extracting(CancellationReason::code)
                .containsExactly("None", "None", "ConditionalCheckFailed");
        transact(update, insert);

        assertThat(transact(
                                transacted("SELECT * FROM \"" + plain + "\" WHERE pk = ?", pk),
                                transacted("SELECT sk FROM \"" + numbered + "\" WHERE pk = ? AND sk = 1", other),
                                transacted("SELECT * FROM \"" + plain + "\" WHERE pk = ?", other))
                        .responses())
                .extracting(ItemResponse::item)
                .containsExactly(item("pk", pk, "n", n(2)), item("sk", n(1)), item());
    }

    @Test
    void aTransactionOfStatementsIsDoneOnceForItsToken() {
        execute("INSERT INTO \"" + plain + "\" VALUE {'pk': ?, 'n': 1}", pk);
        var update = transacted("UPDATE \"" + plain + "\" SET n = n + 1 WHERE pk = ?", pk);
        var token = UUID.randomUUID().toString();

        for (var i = 0; i < 2; i++) {
            client.executeTransaction(
                    transaction -> transaction.transactStatements(update).clientRequestToken(token));
        }

        assertThat(select(plain)).containsExactly(item("pk", pk, "n", n(2)));
    }

    private void fill(int items) {
        IntStream.rangeClosed(1, items)
                .forEach(sk ->
                        client.putItem(put -> put.tableName(numbered).item(item("pk", pk, "sk", n(sk), "tag", pk))));
    }

    /** The sort keys found, page by page. */
    private List<List<Integer>> pages(String statement, List<AttributeValue> parameters, int limit) {
        var pages = new ArrayList<List<Integer>>();
        var token = Optional.<String>empty();
        do {
            var from = token.orElse(null);
            var page = client.executeStatement(execute -> execute.statement(statement)
                    .parameters(parameters)
                    .consistentRead(true)
                    .limit(limit)
                    .nextToken(from));
            pages.add(page.items().stream()
                    .map(item -> Integer.valueOf(at(item, "sk").n()))
                    .toList());
            token = Optional.ofNullable(page.nextToken());
        } while (token.isPresent());
        return pages;
    }

    private List<Map<String, AttributeValue>> select(String table) {
        return client.executeStatement(execute -> execute.statement("SELECT * FROM \"" + table + "\" WHERE pk = ?")
                        .parameters(pk)
                        .consistentRead(true))
                .items();
    }

    private ExecuteStatementResponse execute(String statement, AttributeValue... parameters) {
        return client.executeStatement(execute -> {
            execute.statement(statement);
            if (parameters.length > 0) {
                execute.parameters(parameters);
            }
        });
    }

    private List<BatchStatementResponse> batch(BatchStatementRequest... statements) {
        return client.batchExecuteStatement(batch -> batch.statements(statements))
                .responses();
    }

    private ExecuteTransactionResponse transact(ParameterizedStatement... statements) {
        return client.executeTransaction(transaction -> transaction.transactStatements(statements));
    }

    private static ParameterizedStatement transacted(String text, AttributeValue... parameters) {
        return ParameterizedStatement.builder()
                .statement(text)
                .parameters(parameters)
                .build();
    }

    private static BatchStatementRequest statement(String text, AttributeValue... parameters) {
        return BatchStatementRequest.builder()
                .statement(text)
                .parameters(parameters)
                .returnValuesOnConditionCheckFailure("ALL_OLD")
                .consistentRead(true)
                .build();
    }

    private static Optional<BatchStatementErrorCodeEnum> code(BatchStatementResponse response) {
        return Optional.ofNullable(response.error()).map(error -> error.code());
    }
}
