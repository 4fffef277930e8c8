package io.galena.storage.request;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.key.KeySchema;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.AttributeValue.B;
import io.galena.dynamodb.value.AttributeValue.N;
import io.galena.dynamodb.value.AttributeValue.S;
import io.galena.dynamodb.value.Binary;
import io.galena.dynamodb.value.DynamoNumber;
import io.galena.dynamodb.value.Item;
import io.galena.storage.testing.SampleTables;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class KeyChecksTest {
    private static final KeySchema TEXT_AND_NUMBER = SampleTables.named("range").keys();
    private static final KeySchema TEXTS = SampleTables.named("texts").keys();
    private static final KeySchema BINARIES = SampleTables.named("binary").keys();

    @Test
    void keyWithExactlyTheAttributesOfTheSchemaIsGood() {
        assertThatCode(() -> KeyChecks.checkKey(item("a", text("x"), "b", number("1")), TEXT_AND_NUMBER))
                .doesNotThrowAnyException();
    }

    @Test
    void keyOfAnotherShapeDoesNotMatchTheSchema() {
        var message = "The provided key element does not match the schema";

        assertRefused(() -> KeyChecks.checkKey(Item.empty(), TEXT_AND_NUMBER), message);
        assertRefused(() -> KeyChecks.checkKey(item("a", text("x")), TEXT_AND_NUMBER), message);
        assertRefused(() -> KeyChecks.checkKey(item("a", text("x"), "c", number("1")), TEXT_AND_NUMBER), message);
        assertRefused(() -> KeyChecks.checkKey(item("a", text("x"), "b", text("1")), TEXT_AND_NUMBER), message);
    }

    @Test
    void emptyKeyAttributesAreRefused() {
        var sentence = "One or more parameter values are not valid. The AttributeValue for a key attribute cannot"
                + " contain an empty %s value. Key: %s";

        assertRefused(
                () -> KeyChecks.checkKey(item("a", text(""), "b", number("1")), TEXT_AND_NUMBER),
                sentence.formatted("string", "a"));
        assertRefused(
                () -> KeyChecks.checkKey(item("a", binary(1), "b", binary(0)), BINARIES),
                sentence.formatted("binary", "b"));
    }

    @Test
    void keyAttributesOfTheLargestSizesAreGood() {
        assertThatCode(() -> KeyChecks.checkKey(item("a", binary(2048), "b", binary(1024)), BINARIES))
                .doesNotThrowAnyException();
    }

    @Test
    void keyAttributesThatAreTooLargeAreRefused() {
        assertRefused(
                () -> KeyChecks.checkKey(item("a", binary(2049), "b", binary(1)), BINARIES),
                "One or more parameter values were invalid:"
                        + " Size of hashkey has exceeded the maximum size limit of2048 bytes");
        assertRefused(
                () -> KeyChecks.checkKey(item("a", binary(1), "b", binary(1025)), BINARIES),
                "One or more parameter values were invalid:"
                        + " Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
    }

    @Test
    void sizesOfTextsAreCountedInUtf8() {
        assertThatCode(() -> KeyChecks.checkKey(item("a", text("x"), "b", text("é".repeat(512))), TEXTS))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> KeyChecks.checkKey(item("a", text("x"), "b", text("é".repeat(513))), TEXTS))
                .isInstanceOf(DynamoDbException.class);
    }

    @Test
    void itemWithoutItsKeyIsRefused() {
        assertRefused(
                () -> KeyChecks.checkItem(item("b", number("1")), SampleTables.named("range")),
                "One or more parameter values were invalid: Missing the key a in the item");
        assertRefused(
                () -> KeyChecks.checkItem(item("a", text("x"), "b", text("1")), SampleTables.named("range")),
                "One or more parameter values were invalid: Type mismatch for key b expected: N actual: S");
    }

    @Test
    void itemMayLackTheKeyOfAnIndexButNotHaveItInAnotherType() {
        var table = SampleTables.named("indexed");

        assertThatCode(() -> KeyChecks.checkItem(item("a", text("x"), "b", text("y")), table))
                .doesNotThrowAnyException();
        assertRefused(
                () -> KeyChecks.checkItem(item("a", text("x"), "b", text("y"), "d", text("1")), table),
                "One or more parameter values were invalid:"
                        + " Type mismatch for Index Key d Expected: N Actual: S IndexName: byD");
        assertRefused(
                () -> KeyChecks.checkItem(item("a", text("x"), "b", text("y"), "c", text("")), table),
                "One or more parameter values are not valid. A value specified for a secondary index key is not"
                        + " supported. The AttributeValue for a key attribute cannot contain an empty string value."
                        + " IndexName: byC, IndexKey: c");
    }

    private static void assertRefused(ThrowingCallable check, String message) {
        assertThatThrownBy(check).isInstanceOf(DynamoDbException.class).hasMessage(message);
    }

    private static Item item(String name, AttributeValue value) {
        return new Item(Map.of(name, value));
    }

    private static Item item(String name1, AttributeValue value1, String name2, AttributeValue value2) {
        return new Item(Map.of(name1, value1, name2, value2));
    }

    private static Item item(
            String name1,
            AttributeValue value1,
            String name2,
            AttributeValue value2,
            String name3,
            AttributeValue value3) {
        return new Item(Map.of(name1, value1, name2, value2, name3, value3));
    }

    private static AttributeValue text(String text) {
        return new S(text);
    }

    private static AttributeValue number(String text) {
        return new N(DynamoNumber.parse(text));
    }

    private static AttributeValue binary(int length) {
        return new B(new Binary(new byte[length]));
    }
}
