package io.galena.dynamodb.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.value.AttributeSelection;
import io.galena.dynamodb.value.Item;
import io.galena.dynamodb.value.ItemCodec;
import io.galena.dynamodb.value.ItemSize;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Updates do what the simple model does, and leave the item that they are applied to as it was. */
class UpdatePropertyTest {
    @Property(tries = 2000)
    void agreesWithTheModel(@ForAll("items") Item item, @ForAll("updates") Update update) {
        var before = TestingItems.json(item);
        var expected = UpdateModel.apply(update.actions(), item);
        Statistics.collect(expected == null ? "does not fit" : "fits");

        if (expected == null) {
            assertThatThrownBy(() -> update.apply(item)).isInstanceOf(DynamoDbException.class);
        } else {
            assertThat(update.apply(item).item()).isEqualTo(expected);
        }

        assertThat(TestingItems.json(item)).isEqualTo(before);
    }

    /** {@link AttributeSelection} of its attributes is all that an update needs of an item. */
    @Property(tries = 2000)
    void looksAtNoOtherAttributes(@ForAll("items") Item item, @ForAll("updates") Update update) {
        var bytes = ItemCodec.encode(item);
        var found = AttributeSelection.of(update.attributes()).in(bytes);
        var part = found.item();
        var expected = UpdateModel.apply(update.actions(), item);

        if (expected == null) {
            assertThatThrownBy(() -> update.apply(part)).isInstanceOf(DynamoDbException.class);
        } else {
            var updated = update.apply(part).item();
            assertThat(found.replaced(updated))
                    .isEqualTo(ItemCodec.encode(update.apply(item).item()));
            assertThat(ItemSize.of(item) - ItemSize.of(part) + ItemSize.of(updated))
                    .isEqualTo(ItemSize.of(expected));
        }
    }

    @Provide
    Arbitrary<Item> items() {
        return TestingUpdates.items();
    }

    @Provide
    Arbitrary<Update> updates() {
        return TestingUpdates.updates();
    }
}
