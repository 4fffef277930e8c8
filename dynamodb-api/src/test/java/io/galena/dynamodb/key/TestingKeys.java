package io.galena.dynamodb.key;

import io.galena.dynamodb.value.AttributeType;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Item;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table with the partition key {@code p}, a string, and perhaps the sort key {@code s}. */
final class TestingKeys {
    private TestingKeys() {}

    static KeySchema table(Optional<AttributeType> sort) {
        return new KeySchema(
                List.of(new KeyAttribute("p", AttributeType.S)),
                sort.map(type -> List.of(new KeyAttribute("s", type))).orElse(List.of()));
    }

    /** An item of one partition. */
    static Item item(AttributeValue sort) {
        return new Item(Map.of("p", new AttributeValue.S("partition"), "s", sort));
    }
}
