package io.galena.standalone.sdk;

import static io.galena.standalone.sdk.Refusals.INVALID;
import static io.galena.standalone.sdk.Refusals.assertInvalid;
import static io.galena.standalone.sdk.Refusals.assertRefused;
import static io.galena.standalone.sdk.TestValues.at;
import static io.galena.standalone.sdk.TestValues.b;
import static io.galena.standalone.sdk.TestValues.bool;
import static io.galena.standalone.sdk.TestValues.bs;
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

import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Which values items and keys can have, and how they come back. */
@OnEveryEndpoint
class ItemValuesTest {
    private static final String EMPTY_KEY =
            "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ";
    private static final String NO_KEY = "The provided key element does not match the schema";

    private final DynamoDbClient client;
    private final String plain;
    private final String numbered;
    private final String binary;
    private final AttributeValue pk = unused();

    ItemValuesTest(Endpoint endpoint) {
        this.client = endpoint.client();
        this.plain = endpoint.table(TableShape.PLAIN);
        this.numbered = endpoint.table(TableShape.NUMBERED);
        this.binary = endpoint.table(TableShape.BINARY);
    }

    @Test
    void everyTypeComesBackAsItWasPut() {
        var item = item(
                "pk",
                pk,
                "s",
                s("text \u0000 \uD83D\uDE00"),
                "n",
                n("-1.5"),
                "b",
                b((byte) 0, (byte) -1),
                "yes",
                bool(true),
                "no",
                bool(false),
                "nil",
                nothing(),
                "l",
                l(s("a"), n(1), l(), m()),
                "m",
                m("a.b", n(1), "nested", m("x", l(nothing()))),
                "ss",
                ss("a", "b"),
                "ns",
                ns("1", "2.5"),
                "bs",
                bs("a", "b"));

        client.putItem(put -> put.tableName(plain).item(item));

        assertThat(client.getItem(get -> get.tableName(plain).key(item("pk", pk)))
                        .item())
                .isEqualTo(item);
    }

    @Test
    void emptyStringsAndBytesAreValuesButNotKeys() {
        var item = item("pk", pk, "s", s(""), "b", b(), "l", l(s(""), b()), "m", m("s", s("")), "ss", ss("", "a"));
        client.putItem(put -> put.tableName(plain).item(item));

        assertThat(client.getItem(get -> get.tableName(plain).key(item("pk", pk)))
                        .item())
                .isEqualTo(item);
        assertInvalid(
                () -> client.putItem(put -> put.tableName(plain).item(item("pk", s("")))),
                EMPTY_KEY + "string value. Key: pk");
        assertInvalid(
                () -> client.getItem(get -> get.tableName(plain).key(item("pk", s("")))),
                EMPTY_KEY + "string value. Key: pk");
        assertInvalid(
                () -> client.putItem(put -> put.tableName(binary).item(item("pk", b((byte) 1), "sk", b()))),
                EMPTY_KEY + "binary value. Key: sk");
        assertInvalid(
                () -> client.updateItem(update -> update.tableName(binary).key(item("pk", b(), "sk", b((byte) 1)))),
                EMPTY_KEY + "binary value. Key: pk");
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, 1",
        "0001, 1",
        "-0, 0",
        "+5, 5",
        "1e3, 1000",
        "1.50E+1, 15",
        ".5, 0.5",
        "100000000000000000000000000000000000000, 100000000000000000000000000000000000000",
        "12345678901234567890123456789012345678, 12345678901234567890123456789012345678",
        "0.00000000000000000000000000000000000012345, 0.00000000000000000000000000000000000012345",
    })
    void numbersAreNormalised(String given, String stored) {
        client.putItem(put -> put.tableName(plain).item(item("pk", pk, "n", n(given), "ns", ns(given))));

        var found =
                client.getItem(get -> get.tableName(plain).key(item("pk", pk))).item();

        assertThat(at(found, "n").n()).isEqualTo(stored);
        assertThat(at(found, "ns").ns()).containsExactly(stored);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1E+126 | Number overflow. Attempting to store a number with magnitude larger than supported range",
                "-1E+126 | Number overflow. Attempting to store a number with magnitude larger than supported range",
                "1E-131 | Number underflow. Attempting to store a number with magnitude smaller than supported range",
                "123456789012345678901234567890123456789 | Attempting to store more than 38 significant digits in a Number",
                "0.100000000000000000000000000000000000001 | Attempting to store more than 38 significant digits in a"
                        + " Number",
                "abc | The parameter cannot be converted to a numeric value: abc",
                "1_000 | The parameter cannot be converted to a numeric value: 1_000",
                "NaN | The parameter cannot be converted to a numeric value: NaN",
                "0x10 | The parameter cannot be converted to a numeric value: 0x10",
                "'' | The parameter cannot be converted to a numeric value",
            })
    void numbersMustFit(String number, String message) {
        assertInvalid(() -> client.putItem(put -> put.tableName(plain).item(item("pk", pk, "n", n(number)))), message);
        assertInvalid(
                () -> client.getItem(get -> get.tableName(numbered).key(item("pk", pk, "sk", n(number)))), message);
    }

    @Test
    void setsHaveNoDuplicatesAndAreNotEmpty() {
        refused(ss("a", "b", "a"), INVALID + "Input collection [a, b, a] contains duplicates.");
        refused(ns("1", "2", "1.0"), "Input collection contains duplicates");
        refused(bs("a", "a"), INVALID + "Input collection [YQ==, YQ==]of type BS contains duplicates.");
        refused(ss(), INVALID + "An string set  may not be empty");
        refused(ns(), INVALID + "An number set  may not be empty");
        refused(bs(), INVALID + "Binary sets should not be empty");
        refused(l(m("in", ss("a", "a"))), INVALID + "Input collection [a, a] contains duplicates.");
    }

    @Test
    void aValueHasExactlyOneType() {
        refused(
                AttributeValue.builder().build(),
                "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
        refused(
                AttributeValue.builder().s("a").n("1").build(),
                "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported"
                        + " datatypes");
        refused(
                AttributeValue.builder().nul(false).build(),
                INVALID + "Null attribute value types must have the value of true");
    }

    @Test
    void anItemHasTheWholeKeyInTheRightTypes() {
        assertInvalid(
                () -> client.putItem(put -> put.tableName(numbered).item(item("pk", pk))),
                INVALID + "Missing the key sk in the item");
        assertInvalid(
                () -> client.putItem(put -> put.tableName(numbered).item(item("pk", pk, "sk", s("1")))),
                INVALID + "Type mismatch for key sk expected: N actual: S");
        assertInvalid(
                () -> client.putItem(put -> put.tableName(numbered).item(Map.of())),
                INVALID + "Missing the key pk in the item");
    }

    @Test
    void aKeyHasNothingElse() {
        for (var key : List.of(
                item("pk", pk),
                item("pk", pk, "sk", s("1")),
                item("pk", pk, "sk", n(1), "x", n(1)),
                item("pk", pk, "x", n(1)))) {
            assertInvalid(() -> client.getItem(get -> get.tableName(numbered).key(key)), NO_KEY);
            assertInvalid(
                    () -> client.deleteItem(delete -> delete.tableName(numbered).key(key)), NO_KEY);
            assertInvalid(
                    () -> client.updateItem(update -> update.tableName(numbered).key(key)), NO_KEY);
        }
    }

    @Test
    void numbersAreTheSameKeyHoweverTheyAreWritten() {
        client.putItem(put -> put.tableName(numbered).item(item("pk", pk, "sk", n("10.0"), "v", n(1))));

        assertThat(client.getItem(get -> get.tableName(numbered).key(item("pk", pk, "sk", n("1e1"))))
                        .item())
                .isEqualTo(item("pk", pk, "sk", n(10), "v", n(1)));
    }

    @Test
    void theTableMustExist() {
        var key = item("pk", pk);
        assertMissing(() -> client.putItem(put -> put.tableName("no-such-table").item(key)));
        assertMissing(() -> client.getItem(get -> get.tableName("no-such-table").key(key)));
        assertMissing(() ->
                client.updateItem(update -> update.tableName("no-such-table").key(key)));
        assertMissing(() ->
                client.deleteItem(delete -> delete.tableName("no-such-table").key(key)));
        assertMissing(() -> client.scan(scan -> scan.tableName("no-such-table")));
        assertMissing(() -> client.query(query -> query.tableName("no-such-table")
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(item(":pk", pk))));
    }

    private static void assertMissing(ThrowingCallable call) {
        assertRefused(call, "ResourceNotFoundException", "Requested resource not found");
    }

    private void refused(AttributeValue value, String message) {
        assertInvalid(() -> client.putItem(put -> put.tableName(plain).item(item("pk", pk, "v", value))), message);
    }
}
