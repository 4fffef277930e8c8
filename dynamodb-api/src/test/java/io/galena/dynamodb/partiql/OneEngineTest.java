package io.galena.dynamodb.partiql;

import static org.assertj.core.api.Assertions.assertThat;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.expression.Condition;
import io.galena.dynamodb.expression.ExpressionContext;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.DynamoNumber;
import io.galena.dynamodb.value.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A statement becomes the very condition or update that the same words become in the expression language, errors included. */
class OneEngineTest {
    @Property
    void conditionsAreThoseOfFilterExpressions(@ForAll long seed) {
        var languages = new TwoLanguages(new Random(seed));
        var text = languages.condition();
        var values = values(languages.values());

        var expected = answer(() -> String.valueOf(context(values).filter(text.expression())));
        var found =
                answer(() -> String.valueOf(where(Statement.of("SELECT * FROM tab WHERE " + text.partiQl(), values))));

        assertThat(found).isEqualTo(expected);
    }

    @Property
    void updatesAreThoseOfUpdateExpressions(@ForAll long seed) {
        var languages = new TwoLanguages(new Random(seed));
        var text = languages.update();
        var values = values(languages.values());
        var statement = (Statement.Update) Statement.of("UPDATE tab " + text.partiQl() + " WHERE h='x'", values);

        var expected = context(values).update(inOneSection(text.expression()));

        assertThat(statement.update().actions()).isEqualTo(expected.actions());
    }

    private static ExpressionContext context(List<AttributeValue> values) {
        var names = new LinkedHashMap<String, AttributeValue>();
        values.forEach(value -> names.put(":" + names.size(), value));
        return ExpressionContext.of(
                Optional.empty(), names.isEmpty() ? Optional.empty() : Optional.of(new Item(names)));
    }

    private static List<AttributeValue> values(int count) {
        var values = new ArrayList<AttributeValue>();
        for (var i = 0; i < count; i++) {
            values.add(new AttributeValue.N(DynamoNumber.of(i)));
        }
        return values;
    }

    private static Condition where(Statement statement) {
        return ((Statement.Select) statement).where().orElseThrow();
    }

    /** PartiQL has SET as often as one likes, expressions have it once. */
    private static String inOneSection(String update) {
        return "SET " + update.substring("SET ".length()).replace(" SET ", ", ");
    }

    private static String answer(Supplier<String> attempt) {
        try {
            return attempt.get();
        } catch (DynamoDbException e) {
            return String.valueOf(e.getMessage()).replace("Invalid FilterExpression: ", "");
        }
    }
}
