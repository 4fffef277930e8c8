package io.galena.dynamodb.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.dynamodb.value.AttributeSelection;
import io.galena.dynamodb.value.ItemCodec;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random conditions on random items hold exactly when {@link ConditionModel} says so. */
class ConditionPropertyTest {
    @Property(tries = 4000)
    void conditionsHoldWhenTheModelSaysSo(@ForAll long seed) {
        var model = new ConditionModel(new Random(seed));
        var condition = model.condition();
        var item = model.item();

        var bound = ExpressionContext.of(Optional.empty(), model.values()).condition(condition.text());

        assertThat(bound.test(item))
                .as("%s of %s with %s", condition.text(), item, model.values())
                .isEqualTo(condition.holds());
        assertThat(bound.test(AttributeSelection.of(bound.attributes())
                        .in(ItemCodec.encode(item))
                        .item()))
                .as("%s of what it looks at in %s", condition.text(), item)
                .isEqualTo(condition.holds());
    }
}
