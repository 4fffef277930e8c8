package io.galena.standalone.sdk;

import static io.galena.standalone.sdk.Refusals.assertInvalid;
import static io.galena.standalone.sdk.TestValues.at;
import static io.galena.standalone.sdk.TestValues.b;
import static io.galena.standalone.sdk.TestValues.bs;
import static io.galena.standalone.sdk.TestValues.item;
import static io.galena.standalone.sdk.TestValues.l;
import static io.galena.standalone.sdk.TestValues.m;
import static io.galena.standalone.sdk.TestValues.n;
import static io.galena.standalone.sdk.TestValues.ns;
import static io.galena.standalone.sdk.TestValues.s;
import static io.galena.standalone.sdk.TestValues.ss;
import static io.galena.standalone.sdk.TestValues.unused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the clauses of an UpdateExpression do to an item, and what they refuse. */
@OnEveryEndpoint
class UpdateExpressionsTest {
    private static final String BAD_PATH = "The document path provided in the update expression is invalid for update";
    private static final String BAD_TYPE = "An operand in the update expression has an incorrect data type";
    private static final String NO_ATTRIBUTE =
            "The provided expression refers to an attribute that does not exist in the item";
    private static final String INVALID = "Invalid UpdateExpression: ";

    private final DynamoDbClient client;
    private final String table;
    private final AttributeValue pk = unused();

    UpdateExpressionsTest(Endpoint endpoint) {
        this.client = endpoint.client();
        this.table = endpoint.table(TableShape.PLAIN);
    }

    @Test
    void setComputesFromTheOldItemOnly() {
        put(item("pk", pk, "x", n(1), "y", n(10), "l", l(n(1))));

        update(
                "SET x = y, y = x + :n, z = if_not_exists(z, y), w = :n - x, l = list_append(:l, l)",
                item(":n", n(5), ":l", l(n(0))));

        assertThat(get()).isEqualTo(item("pk", pk, "x", n(10), "y", n(6), "z", n(10), "w", n(4), "l", l(n(0), n(1))));
    }

    @Test
    void elementsOfListsAreSetReplacedAppendedAndRemovedByTheirOldPositions() {
        put(item("pk", pk, "l", l(n(0), n(1), n(2), n(3))));

        update("SET l[1] = :a, l[9] = :c, l[7] = :b REMOVE l[0], l[2]", item(":a", s("a"), ":b", s("b"), ":c", s("c")));

        assertThat(get().get("l")).isEqualTo(l(s("a"), n(3), s("b"), s("c")));
    }

    @Test
    void allClausesWorkAtOnce() {
        put(item("pk", pk, "m", m("a", n(1), "b", n(2)), "n", n(1), "ss", ss("a", "b"), "gone", s("x")));

        update(
                "ADD n :n, ns :ns DELETE ss :ss SET m.c = :n REMOVE gone, m.a",
                item(":n", n("0.5"), ":ns", ns("1", "2"), ":ss", ss("b", "c")));

        assertThat(get())
                .isEqualTo(item(
                        "pk", pk, "m", m("b", n(2), "c", n("0.5")), "n", n("1.5"), "ss", ss("a"), "ns", ns("1", "2")));
    }

    @Test
    void addAndDeleteWorkOnEveryKindOfSet() {
        put(item("pk", pk, "ss", ss("a"), "ns", ns("1"), "bs", bs("a")));

        update("ADD ss :ss, ns :ns, bs :bs", item(":ss", ss("a", "b"), ":ns", ns("1.0", "2"), ":bs", bs("b")));

        assertThat(Set.copyOf(at(get(), "ss").ss())).isEqualTo(Set.of("a", "b"));
        assertThat(Set.copyOf(at(get(), "ns").ns())).isEqualTo(Set.of("1", "2"));
        assertThat(at(get(), "bs").bs()).hasSize(2);
        update("DELETE ss :ss, ns :ns, bs :bs", item(":ss", ss("a", "b"), ":ns", ns("2"), ":bs", bs("a", "b")));
        assertThat(get()).isEqualTo(item("pk", pk, "ns", ns("1")));
    }

    @Test
    void nestedOldValuesAreNotShownAsNew() {
        put(item("pk", pk, "m", m("l", l(m("v", n(1))))));

        var answer = client.updateItem(update -> update.tableName(table)
                .key(item("pk", pk))
                .updateExpression("SET m.l[0].v = :v")
                .expressionAttributeValues(item(":v", n(2)))
                .returnValues("ALL_NEW"));

        assertThat(answer.attributes()).isEqualTo(item("pk", pk, "m", m("l", l(m("v", n(2))))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET nothing.a = :v",
                "SET nothing[0] = :v",
                "SET m.nothing.a = :v",
                "SET s.a = :v",
                "SET m[0] = :v",
                "SET l.a = :v",
                "ADD nothing.a :v",
            })
    void aMissingOrUnfitParentIsNotMade(String expression) {
        put(item("pk", pk, "s", s("x"), "m", m(), "l", l()));

        assertInvalid(() -> update(expression, item(":v", n(1))), BAD_PATH);
        assertThat(get()).isEqualTo(item("pk", pk, "s", s("x"), "m", m(), "l", l()));
    }

    @ParameterizedTest
    @CsvSource({"REMOVE nothing", "REMOVE l[5]", "REMOVE m.nothing"})
    void removingWhatIsNotThereIsNoError(String expression) {
        put(item("pk", pk, "m", m(), "l", l()));

        update(expression, Map.of());

        assertThat(get()).isEqualTo(item("pk", pk, "m", m(), "l", l()));
    }

    @Test
    void operandsMustHaveTheTypesThatTheItemAsksFor() {
        put(item("pk", pk, "s", s("x"), "ss", ss("a"), "l", l(), "n", n(1)));

        assertInvalid(() -> update("ADD s :v", item(":v", n(1))), BAD_TYPE);
        assertInvalid(() -> update("ADD n :v", item(":v", ss("a"))), BAD_TYPE);
        assertInvalid(() -> update("ADD ss :v", item(":v", ns("1"))), BAD_TYPE);
        assertInvalid(() -> update("DELETE s :v", item(":v", ss("a"))), BAD_TYPE);
        assertInvalid(() -> update("DELETE ss :v", item(":v", ns("1"))), BAD_TYPE);
        assertInvalid(() -> update("SET x = s + :v", item(":v", n(1))), BAD_TYPE);
        assertInvalid(() -> update("SET x = list_append(s, :v)", item(":v", l())), BAD_TYPE);
        assertInvalid(() -> update("SET x = nothing", Map.of()), NO_ATTRIBUTE);
        assertInvalid(() -> update("SET x = nothing + :v", item(":v", n(1))), NO_ATTRIBUTE);
    }

    @Test
    void operandsThatCannotHaveTheRightTypeAreRefusedWithoutAnItem() {
        assertInvalid(
                () -> update("ADD x :v", item(":v", s("x"))),
                INVALID + "Incorrect operand type for operator or function; operator: ADD, operand type: STRING,"
                        + " typeSet: ALLOWED_FOR_ADD_OPERAND");
        assertInvalid(
                () -> update("DELETE x :v", item(":v", n(1))),
                INVALID + "Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER,"
                        + " typeSet: ALLOWED_FOR_DELETE_OPERAND");
        assertInvalid(
                () -> update("SET x = y + :v", item(":v", b((byte) 1))),
                INVALID + "Incorrect operand type for operator or function; operator or function: +, operand type: B");
        assertInvalid(
                () -> update("SET x = list_append(y, :v)", item(":v", n(1))),
                INVALID + "Incorrect operand type for operator or function; operator or function: list_append, operand"
                        + " type: N");
    }

    @Test
    void pathsMustNotOverlapOrConflict() {
        assertInvalid(
                () -> update("SET a.b = :v, a = :v", item(":v", n(1))),
                INVALID
                        + "Two document paths overlap with each other; must remove or rewrite one of these paths; path one:"
                        + " [a, b], path two: [a]");
        assertInvalid(
                () -> update("SET a = :v REMOVE a", item(":v", n(1))),
                INVALID
                        + "Two document paths overlap with each other; must remove or rewrite one of these paths; path one:"
                        + " [a], path two: [a]");
        assertInvalid(
                () -> update("SET a.b = :v, a[1] = :v", item(":v", n(1))),
                INVALID + "Two document paths conflict with each other; must remove or rewrite one of these paths; path"
                        + " one: [a, b], path two: [a, [1]]");
    }

    @Test
    void theKeyIsLeftAlone() {
        assertInvalid(
                () -> update("SET pk = :v", item(":v", s("x"))),
                "One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key");
    }

    @Test
    void aClauseComesOnce() {
        assertInvalid(
                () -> update("SET a = :v SET b = :v", item(":v", n(1))),
                INVALID + "The \"SET\" section can only be used once in an update expression;");
    }

    @Test
    void arithmeticIsExactAndBounded() {
        put(item("pk", pk, "n", n("0.1"), "huge", n("9.9999999999999999999999999999999999999E+125")));

        update("SET n = n + :v", item(":v", n("0.2")));

        assertThat(at(get(), "n").n()).isEqualTo("0.3");
        assertInvalid(
                () -> update("SET huge = huge + :v", item(":v", n("9E+125"))),
                "Number overflow. Attempting to store a number with magnitude larger than supported range");
    }

    @Test
    void incrementsByManyClientsAreAllCounted() {
        IntStream.range(0, 100).parallel().forEach(_ -> update("ADD n :one", item(":one", n(1))));

        assertThat(at(get(), "n").n()).isEqualTo("100");
    }

    private void put(Map<String, AttributeValue> item) {
        client.putItem(put -> put.tableName(table).item(item));
    }

    private Map<String, AttributeValue> get() {
        return client.getItem(get -> get.tableName(table).key(item("pk", pk)).consistentRead(true))
                .item();
    }

    private void update(String expression, Map<String, AttributeValue> values) {
        client.updateItem(update -> update.tableName(table)
                .key(item("pk", pk))
                .updateExpression(expression)
                .expressionAttributeValues(values.isEmpty() ? null : values));
    }
}
