package io.galena.dynamodb.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.key.KeyAttribute;
import io.galena.dynamodb.key.KeySchema;
import io.galena.dynamodb.value.AttributeType;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Item;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hundreds of expressions, good and bad, each with what DynamoDB was seen to answer. */
class RecordedExpressionsTest {
    private static final Item VALUES = TestingItems.item("""
            {":v":{"N":"1"},":w":{"N":"0"},":s":{"S":"x"},":b":{"BOOL":true},":l":{"L":[]},":ss":{"SS":["a"]},
             ":p":{"S":"a"},":t":{"S":"a"},":n":{"N":"1"},":m":{"N":"2"}}""");
    private static final Item ITEM = TestingItems.item("""
            {"pk":{"S":"p"},"sk":{"S":"s"},
             "a":{"M":{"b":{"N":"1"},"c":{"L":[{"N":"1"},{"N":"2"},{"N":"3"}]},"e":{"M":{}}}},
             "s":{"SS":["x","y"]},"n":{"N":"5"},
             "l":{"L":[{"N":"1"},{"L":[{"N":"2"},{"M":{"z":{"N":"3"}}}]}]},"nu":{"NULL":true}}""");

    @ParameterizedTest
    @MethodSource("recorded")
    void answersAsRecorded(Recorded recorded) {
        assertThat(answer(recorded)).isEqualTo(recorded.answer());
    }

    private static String answer(Recorded recorded) {
        try {
            var context = ExpressionContext.of(Optional.empty(), values(recorded));
            return switch (recorded.kind()) {
                case "condition" -> condition(context, recorded.text());
                case "update" -> update(context, recorded.text());
                case "projection" -> projection(context, recorded.text());
                case "key-string" -> keyCondition(context, recorded.text(), List.of(sort(AttributeType.S)));
                case "key-number" -> keyCondition(context, recorded.text(), List.of(sort(AttributeType.N)));
                case "key-hash" -> keyCondition(context, recorded.text(), List.of());
                default -> throw new IllegalArgumentException(recorded.kind());
            };
        } catch (DynamoDbException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String condition(ExpressionContext context, String text) {
        var condition = context.condition(text);
        context.verifyAllUsed();
        KeyRules.requireScalarKeys(condition.paths(), key(List.of(sort(AttributeType.S))), List.of());
        return String.valueOf(condition.test(Item.empty()));
    }

    private static String update(ExpressionContext context, String text) {
        var update = context.update(text);
        context.verifyAllUsed();
        KeyRules.requireKeyUntouched(update, key(List.of(sort(AttributeType.S))));
        return TestingItems.json(update.apply(ITEM).item());
    }

    private static String projection(ExpressionContext context, String text) {
        var projection = context.projection(text);
        context.verifyAllUsed();
        return TestingItems.json(projection.apply(ITEM));
    }

    private static String keyCondition(ExpressionContext context, String text, List<KeyAttribute> sort) {
        var condition = context.keyCondition(text);
        context.verifyAllUsed();
        condition.fit(key(sort));
        return "ok";
    }

    private static KeySchema key(List<KeyAttribute> sort) {
        return new KeySchema(List.of(new KeyAttribute("pk", AttributeType.S)), sort);
    }

    private static KeyAttribute sort(AttributeType type) {
        return new KeyAttribute("sk", type);
    }

    /** The values that the text mentions; requests with others would be refused. */
    private static Optional<Item> values(Recorded recorded) {
        var mentioned = new LinkedHashMap<String, AttributeValue>();
        for (var word : recorded.text().split("[^:a-zA-Z0-9_]+|(?=:)", -1)) {
            VALUES.find(word).ifPresent(value -> mentioned.put(word, value));
        }
        return mentioned.isEmpty() || recorded.kind().equals("projection")
                ? Optional.empty()
                : Optional.of(new Item(mentioned));
    }

    static Stream<Recorded> recorded() throws IOException {
        var resource =
                Objects.requireNonNull(RecordedExpressionsTest.class.getResourceAsStream("recorded-expressions.txt"));
        try (var reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return reader
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(fields -> new Recorded(fields[0], fields[1].translateEscapes(), fields[2].translateEscapes()))
                    .toList()
                    .stream();
        }
    }

    record Recorded(String kind, String text, String answer) {}
}
