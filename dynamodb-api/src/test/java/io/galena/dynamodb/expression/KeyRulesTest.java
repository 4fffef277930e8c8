package io.galena.dynamodb.expression;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.key.KeyAttribute;
import io.galena.dynamodb.key.KeySchema;
import io.galena.dynamodb.value.AttributeType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRulesTest {
    private static final KeySchema TABLE = key("pk", "sk");
    private static final KeySchema INDEX = key("pk", "lsi");
    private static final String ONE = """
            {":v":{"N":"1"}}""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk = :v",
                "a = :v AND NOT size(sk) = :v",
                "a IN (:v, sk)",
                "attribute_exists(sk)",
                "contains(a, sk)"
            })
    void filtersOfQueriesCannotLookAtTheKey(String text) {
        var filter = TestingItems.context(ONE).filter(text);

        assertThatThrownBy(() -> KeyRules.requireNoKeyIn(filter, "Filter Expression", TABLE))
                .hasMessage("Filter Expression can only contain non-primary key attributes: Primary key attribute: sk");
        assertThatNoException().isThrownBy(() -> KeyRules.requireNoKeyIn(filter, "Filter Expression", INDEX));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SET pk = :v", "SET a = :v REMOVE pk", "ADD pk :v", "SET pk.a = :v"})
    void updatesCannotTouchTheKey(String text) {
        var update = TestingItems.context(ONE).update(text);

        assertThatThrownBy(() -> KeyRules.requireKeyUntouched(update, TABLE))
                .hasMessage("One or more parameter values were invalid: "
                        + "Cannot update attribute pk. This attribute is part of the key");
    }

    @Test
    void updatesCanReadTheKey() {
        var update = TestingItems.context("").update("SET a = pk");

        assertThatNoException().isThrownBy(() -> KeyRules.requireKeyUntouched(update, TABLE));
    }

    @Test
    void keysHaveNoParts() {
        var context = TestingItems.context("");

        assertPartsFail(context.projection("a, sk[0]"), "Key: sk");
        assertPartsFail(context.projection("lsi.a"), "IndexKey: lsi");
        assertThatNoException()
                .isThrownBy(() -> KeyRules.requireScalarKeys(
                        context.projection("a.sk, pk").paths(), TABLE, List.of(INDEX)));
    }

    private static void assertPartsFail(Projection projection, String where) {
        assertThatThrownBy(() -> KeyRules.requireScalarKeys(projection.paths(), TABLE, List.of(INDEX)))
                .hasMessage("Key attributes must be scalars; "
                        + "list random access '[]' and map lookup '.' are not allowed: " + where);
    }

    private static KeySchema key(String partition, String sort) {
        return new KeySchema(
                List.of(new KeyAttribute(partition, AttributeType.S)),
                List.of(new KeyAttribute(sort, AttributeType.S)));
    }
}
