package io.galena.dynamodb.expression;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Item;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholderTest {
    private static final int TWO_MEGABYTES = 2 << 20;

    @Test
    void mapsMustNotBeEmpty() {
        assertNamesFail(Map.of(), "ExpressionAttributeNames must not be empty");
        assertValuesFail(Map.of(), "ExpressionAttributeValues must not be empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "#", "#a-b", "#a b", "#é", "##a", " #a", ":a"})
    void keysOfNamesMustBePlaceholders(String key) {
        assertNamesFail(
                Map.of(key, "x"), "ExpressionAttributeNames contains invalid key: Syntax error; key: \"" + key + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v", ":", ":v.", ":v:w", "#v"})
    void keysOfValuesMustBePlaceholders(String key) {
        assertValuesFail(
                Map.of(key, string("x")),
                "ExpressionAttributeValues contains invalid key: Syntax error; key: \"" + key + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#a", "#_", "#0", "#A_9", "#and"})
    void placeholdersAreLettersDigitsAndUnderscores(String key) {
        assertThatNoException().isThrownBy(() -> names(Map.of(key, "x")).condition("attribute_exists(" + key + ")"));
    }

    @Test
    void keysHaveALimit() {
        assertNamesFail(
                Map.of("#" + "a".repeat(255), "x"),
                "ExpressionAttributeNames contains invalid key: "
                        + "The expression attribute map contains a key that is too long; size of key: 256");
        assertNamesFail(
                Map.of("", "x"),
                "ExpressionAttributeNames contains invalid key: The expression attribute map contains an empty key;");
    }

    @Test
    void namesHaveALimit() {
        assertNamesFail(
                Map.of("#a", ""), "ExpressionAttributeNames contains invalid value: Empty attribute name for key #a");
        assertNamesFail(
                Map.of("#a", "x".repeat(65_536)),
                "ExpressionAttributeNames contains invalid value: "
                        + "Attribute name is too large, must be less than 65536 bytes for key #a");
    }

    @Test
    void valuesTogetherHaveALimit() {
        assertValuesFail(Map.of(":v", string("x".repeat(TWO_MEGABYTES))), "ExpressionAttributeValues exceeds max size");
    }

    @Test
    void everyPlaceholderMustBeUsed() {
        var context = ExpressionContext.of(
                Optional.of(Map.of("#a", "a", "#b", "b")), Optional.of(new Item(Map.of(":v", string("x")))));
        context.condition("#a = :v");

        assertThatThrownBy(context::verifyAllUsed)
                .hasMessage("Value provided in ExpressionAttributeNames unused in expressions: keys: {#b}");
        context.projection("#b");
        assertThatNoException().isThrownBy(context::verifyAllUsed);
    }

    @Test
    void unusedKeysAreListedInTheOrderOfTheService() {
        var context = ExpressionContext.of(
                Optional.empty(),
                Optional.of(
                        new Item(Map.of(":z", string("x"), ":y", string("x"), ":a", string("x"), ":v", string("x")))));
        context.condition("a = :v");

        assertThatThrownBy(context::verifyAllUsed)
                .hasMessage("Value provided in ExpressionAttributeValues unused in expressions: keys: {:z, :a, :y}");
    }

    private static void assertNamesFail(Map<String, String> names, String message) {
        assertThatThrownBy(() -> names(names)).hasMessage(message);
    }

    private static void assertValuesFail(Map<String, AttributeValue> values, String message) {
        assertThatThrownBy(() -> ExpressionContext.of(Optional.empty(), Optional.of(new Item(values))))
                .hasMessage(message);
    }

    private static ExpressionContext names(Map<String, String> names) {
        return ExpressionContext.of(Optional.of(names), Optional.empty());
    }

    private static AttributeValue string(String text) {
        return new AttributeValue.S(text);
    }
}
