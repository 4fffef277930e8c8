package io.galena.standalone.sdk;

import static io.galena.standalone.sdk.TestValues.b;
import static io.galena.standalone.sdk.TestValues.bool;
import static io.galena.standalone.sdk.TestValues.item;
import static io.galena.standalone.sdk.TestValues.l;
import static io.galena.standalone.sdk.TestValues.m;
import static io.galena.standalone.sdk.TestValues.n;
import static io.galena.standalone.sdk.TestValues.nothing;
import static io.galena.standalone.sdk.TestValues.ns;
import static io.galena.standalone.sdk.TestValues.s;
import static io.galena.standalone.sdk.TestValues.ss;
import static io.galena.standalone.sdk.TestValues.unused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Which conditions hold: the same ones as the condition of a write and as the filter of a Query. */
@OnEveryEndpoint
class ConditionsTest {
    private static final Map<String, AttributeValue> VALUES = item(
            ":one",
            n(1),
            ":two",
            n("2.0"),
            ":ten",
            n(10),
            ":s",
            s("str"),
            ":st",
            s("st"),
            ":b",
            b((byte) -1),
            ":yes",
            bool(true),
            ":null",
            nothing(),
            ":list",
            l(n(1), s("x")),
            ":map",
            m("k", n(1)),
            ":ss",
            ss("b", "a"),
            ":L",
            s("L"),
            ":N",
            s("N"),
            ":SS",
            s("SS"),
            ":a",
            s("a"),
            ":x",
            s("x"));
    private static final Pattern PLACEHOLDER = Pattern.compile(":\\w+");

    private final DynamoDbClient client;
    private final String table;
    private final Map<String, AttributeValue> key = item("pk", unused(), "sk", n(1));

    ConditionsTest(Endpoint endpoint) {
        this.client = endpoint.client();
        this.table = endpoint.table(TableShape.NUMBERED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "two = :two",
                "two <> :one",
                "two <> :s",
                "two > :one AND two >= :two AND two < :ten AND two <= :two",
                "txt >= :st",
                "bytes > :b OR bytes = :b",
                "two BETWEEN :one AND :ten",
                "two IN (:one, :s, :two)",
                "l = :list",
                "m = :map",
                "sset = :ss",
                "l[0] = :one AND l[1] = :x AND m.k = :one",
                "attribute_exists(l[1]) AND attribute_not_exists(l[2]) AND attribute_not_exists(two.x)",
                "attribute_type(l, :L) AND attribute_type(two, :N) AND attribute_type(sset, :SS)",
                "begins_with(txt, :st)",
                "contains(txt, :st) AND contains(sset, :a) AND contains(l, :one)",
                "size(txt) > :two AND size(l) = :two AND size(m) = :one AND size(sset) = :two AND size(bytes) = :one",
                "NOT two = :one",
                "NOT (two = :one OR two = :ten) AND NOT txt = :x",
                "two = :two OR two = :one AND two = :ten",
                "yes = :yes AND nil = :null",
                "two > l[0]",
                "nowhere <> :one",
            })
    void theseHold(String condition) {
        assertThat(holds(condition)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "two = :ten",
                "two = :s",
                "two < :s",
                "two > :ten",
                "txt BETWEEN :one AND :ten",
                "two IN (:one, :ten)",
                "(two = :two OR two = :one) AND two = :ten",
                "NOT two = :two",
                "contains(txt, :one)",
                "contains(l, :list)",
                "begins_with(two, :st)",
                "size(two) = :one",
                "attribute_exists(nowhere)",
                "attribute_type(two, :L)",
                "nowhere = :one",
                "nowhere < :one",
                "NOT attribute_exists(two)",
                "nil = :yes",
            })
    void theseDoNot(String condition) {
        assertThat(holds(condition)).isFalse();
    }

    @Test
    void ofManyWhoPutOnConditionThatThereIsNothingOneWins() {
        var won = new AtomicInteger();

        IntStream.range(0, 16).parallel().forEach(writer -> {
            try {
                client.putItem(put -> put.tableName(table)
                        .item(TestValues.with(key, "writer", n(writer)))
                        .conditionExpression("attribute_not_exists(pk)"));
                won.incrementAndGet();
            } catch (ConditionalCheckFailedException _) {
                // Another one has won.
            }
        });

        assertThat(won).hasValue(1);
    }

    @Test
    void aWriteWhoseConditionFailsChangesNothing() {
        var item = TestValues.with(key, "ns", ns("1"));
        client.putItem(put -> put.tableName(table).item(item));

        assertThatThrownBy(() -> client.deleteItem(
                        delete -> delete.tableName(table).key(key).conditionExpression("attribute_not_exists(ns)")))
                .isInstanceOf(ConditionalCheckFailedException.class);
        assertThatThrownBy(() -> client.updateItem(update -> update.tableName(table)
                        .key(key)
                        .updateExpression("REMOVE ns")
                        .conditionExpression("attribute_not_exists(ns)")))
                .isInstanceOf(ConditionalCheckFailedException.class);

        assertThat(client.getItem(get -> get.tableName(table).key(key)).item()).isEqualTo(item);
    }

    /** Whether the condition holds for an item with one attribute of each type. */
    private boolean holds(String condition) {
        var item = item(
                "two",
                n(2),
                "txt",
                s("str"),
                "bytes",
                b((byte) -1),
                "yes",
                bool(true),
                "nil",
                nothing(),
                "l",
                l(n(1), s("x")),
                "m",
                m("k", n(1)),
                "sset",
                ss("a", "b"));
        item.putAll(key);
        client.putItem(put -> put.tableName(table).item(item));
        var values = PLACEHOLDER
                .matcher(condition)
                .results()
                .map(found -> found.group())
                .distinct()
                .collect(Collectors.toMap(name -> name, name -> TestValues.at(VALUES, name)));
        var filtered = client.query(query -> {
            var all = new HashMap<>(values);
            all.put(":pk", TestValues.at(key, "pk"));
            query.tableName(table)
                    .keyConditionExpression("pk = :pk")
                    .filterExpression(condition)
                    .expressionAttributeValues(all);
        });
        var deleted = delete(condition, values);
        assertThat(filtered.count()).isEqualTo(deleted ? 1 : 0);
        return deleted;
    }

    private boolean delete(String condition, Map<String, AttributeValue> values) {
        try {
            client.deleteItem(delete -> delete.tableName(table)
                    .key(key)
                    .conditionExpression(condition)
                    .expressionAttributeValues(values.isEmpty() ? null : values));
            return true;
        } catch (ConditionalCheckFailedException _) {
            return false;
        }
    }
}
