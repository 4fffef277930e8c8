package io.galena.dynamodb.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.value.Item;
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

    @Provide
    Arbitrary<Item> items() {
        return TestingUpdates.items();
    }

    @Provide
    Arbitrary<Update> updates() {
        return TestingUpdates.updates();
    }
}
