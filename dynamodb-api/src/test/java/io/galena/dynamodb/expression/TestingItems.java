package io.galena.dynamodb.expression;

import io.galena.dynamodb.value.Item;
import io.galena.dynamodb.value.ItemCodec;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Items from JSON and back, and contexts made of them, so that tests are short. */
final class TestingItems {
    private TestingItems() {}

    static Item item(String json) {
        return ItemCodec.decode(json.getBytes(StandardCharsets.UTF_8));
    }

    static String json(Item item) {
        return new String(ItemCodec.encode(item), StandardCharsets.UTF_8);
    }

    /** A context without names, of the values in some JSON; of none, if that is empty. */
    static ExpressionContext context(String values) {
        return ExpressionContext.of(
                Optional.empty(),
                Optional.of(values).filter(json -> !json.isEmpty()).map(TestingItems::item));
    }

    static ExpressionContext context(Map<String, String> names, String values) {
        return ExpressionContext.of(
                Optional.of(names),
                Optional.of(values).filter(json -> !json.isEmpty()).map(TestingItems::item));
    }
}
