package io.galena.dynamodb.value;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What is read and replaced in the bytes of an item is what would be in the item itself. */
class AttributeSelectionTest {
    private static final byte[] ITEM =
            "{\"a\":{\"S\":\"}\\\"{\"},\"b\":{\"L\":[{\"M\":{\"c\":{\"N\":\"1\"}}}]},\"c\":{\"NULL\":true}}"
                    .getBytes(UTF_8);

    @Test
    void whatAnItemLacksIsNotRead() {
        assertThat(AttributeSelection.of(List.of("c", "d")).in(ITEM).item())
                .isEqualTo(new Item(Map.of("c", new AttributeValue.Null())));
        assertThat(AttributeSelection.of(List.of()).in(ITEM).item()).isEqualTo(Item.empty());
    }

    @Test
    void whatIsReplacedStaysInItsPlaceAndWhatIsNewComesLast() {
        var values = new LinkedHashMap<String, AttributeValue>();
        values.put("e", new AttributeValue.S("new"));
        values.put("a", new AttributeValue.Bool(true));
        values.put("not selected", new AttributeValue.Null());

        var replaced =
                AttributeSelection.of(List.of("a", "c", "d", "e")).in(ITEM).replaced(new Item(values));

        assertThat(new String(replaced, UTF_8))
                .isEqualTo(
                        "{\"a\":{\"BOOL\":true},\"b\":{\"L\":[{\"M\":{\"c\":{\"N\":\"1\"}}}]},\"e\":{\"S\":\"new\"}}");
    }

    @Test
    void anItemOfWhichAllGoesIsEmpty() {
        var replaced = AttributeSelection.of(List.of("a", "b", "c")).in(ITEM).replaced(Item.empty());

        assertThat(new String(replaced, UTF_8)).isEqualTo("{}");
    }

    @Property(tries = 1000)
    void readsWhatTheItemHas(@ForAll("items") Item item, @ForAll("items") Item other, @ForAll Random random) {
        var names = names(item, other, random);

        var read = AttributeSelection.of(names).in(ItemCodec.encode(item)).item();

        var expected = new LinkedHashMap<>(item.attributes());
        expected.keySet().retainAll(names);
        assertThat(ItemCodec.encode(read)).isEqualTo(ItemCodec.encode(new Item(expected)));
    }

    @Property(tries = 1000)
    void replacesWhatIsSelected(@ForAll("items") Item item, @ForAll("items") Item values, @ForAll Random random) {
        var names = names(item, values, random);

        var replaced = AttributeSelection.of(names).in(ItemCodec.encode(item)).replaced(values);

        var expected = new LinkedHashMap<>(item.attributes());
        names.stream().filter(name -> values.find(name).isEmpty()).forEach(expected::remove);
        values.attributes().forEach((name, value) -> {
            if (names.contains(name)) {
                expected.put(name, value);
            }
        });
        assertThat(replaced).isEqualTo(ItemCodec.encode(new Item(expected)));
    }

    /** Some names of both items, and one that neither has. */
    private static Set<String> names(Item item, Item other, Random random) {
        var names = new HashSet<String>();
        names.addAll(item.attributes().keySet());
        names.addAll(other.attributes().keySet());
        names.removeIf(_ -> random.nextInt(3) == 0);
        names.add("in neither of them");
        return names;
    }

    @Provide
    Arbitrary<Item> items() {
        return TestingValues.items();
    }
}
