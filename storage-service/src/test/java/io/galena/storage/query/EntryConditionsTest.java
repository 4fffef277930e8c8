package io.galena.storage.query;

import static io.galena.storage.testing.TestingItems.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.galena.dynamodb.expression.KeyCondition;
import io.galena.dynamodb.expression.SortCondition;
import io.galena.dynamodb.key.KeyAttribute;
import io.galena.dynamodb.key.KeyCodec;
import io.galena.dynamodb.key.KeySchema;
import io.galena.dynamodb.query.QueryRange;
import io.galena.dynamodb.value.AttributeType;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Item;
import io.galena.dynamodb.value.ItemCodec;
import io.galena.storage.row.StoredRow;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sort keys so long that the entry's key is shortened: a range alone cannot tell them apart. */
class EntryConditionsTest {
    private static final KeySchema TABLE = new KeySchema(List.of(new KeyAttribute("pk", AttributeType.S)), List.of());
    private static final KeySchema INDEX = new KeySchema(
            List.of(new KeyAttribute("h", AttributeType.S)),
            List.of(
                    new KeyAttribute("r1", AttributeType.S),
                    new KeyAttribute("r2", AttributeType.S),
                    new KeyAttribute("r3", AttributeType.S)));
    private static final String LONG = "x".repeat(1024);
    private static final List<AttributeValue> PARTITION = List.of(new AttributeValue.S("h"));

    @Test
    void whatOnlyTheEndOfALongKeyTellsIsChecked() {
        var wanted = row("y".repeat(1000) + "b");
        var other = row("y".repeat(1000) + "c");
        var same = new AttributeValue.S(LONG);
        var condition = new KeyCondition(
                PARTITION,
                List.of(
                        new SortCondition.Equal(same),
                        new SortCondition.Equal(same),
                        new SortCondition.Less(new AttributeValue.S("y".repeat(1000) + "c"))));

        assertThat(QueryRange.ofIndex(condition).contains(wanted.key())).isTrue();
        assertThat(QueryRange.ofIndex(condition).contains(other.key())).isTrue();
        assertThat(List.of(wanted, other))
                .filteredOn(EntryConditions.of(condition, INDEX))
                .containsExactly(wanted);
    }

    private static StoredRow row(String third) {
        Item item = item("p", 1, "h", "h", "r1", LONG, "r2", LONG, "r3", third);
        return new StoredRow(
                KeyCodec.indexKey(INDEX, TABLE, item), ItemCodec.encode(item), StoredRow.CANONICAL_JSON, 1, 1, item);
    }
}
