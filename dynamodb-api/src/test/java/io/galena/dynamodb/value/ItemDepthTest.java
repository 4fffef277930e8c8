package io.galena.dynamodb.value;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ItemDepthTest {
    @Test
    void itemsNestTo32Levels() {
        assertThatCode(() -> ItemDepth.requireAllowed(item(31))).doesNotThrowAnyException();
        assertThatThrownBy(() -> ItemDepth.requireAllowed(item(32)))
                .hasMessage("Nesting Levels have exceeded supported limits");
    }

    @Test
    void scalarsDoNotNest() {
        var item = new Item(Map.of("v", new AttributeValue.SS(List.of("a")), "w", new AttributeValue.Null()));

        assertThatCode(() -> ItemDepth.requireAllowed(item)).doesNotThrowAnyException();
    }

    /** An item with so many lists and maps, one in the other. */
    private static Item item(int documents) {
        AttributeValue value = new AttributeValue.S("x");
        for (int i = 0; i < documents; i++) {
            value = i % 2 == 0 ? new AttributeValue.L(List.of(value)) : new AttributeValue.M(Map.of("a", value));
        }
        return new Item(Map.of("v", value));
    }
}
