package io.galena.dynamodb.partiql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.partiql.syntax.ParsedStatements;
import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.DynamoNumber;
import io.galena.dynamodb.value.Item;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatementTest {
    @Test
    void everyKindOfLiteralIsRead() {
        var insert = (Statement.Insert) Statement.of("""
                INSERT INTO "tab" VALUE {'s': 'it''s', 'n': -1.50e2, 't': TRUE, 'f': false, 'z': null, -- so much for scalars
                  'l': [1, 'a', [.5]], 'm': {'x y': {}}, 'ns': <<2, 1>>, 'ss': <<'b', 'a'>> /* and sets */, 'p': ?};
                """, List.of(text("given")));

        assertThat(insert.item())
                .isEqualTo(new Item(Map.of(
                        "s", text("it's"),
                        "n", number("-150"),
                        "t", new AttributeValue.Bool(true),
                        "f", new AttributeValue.Bool(false),
                        "z", new AttributeValue.Null(),
                        "l", list(number("1"), text("a"), list(number("0.5"))),
                        "m", new AttributeValue.M(Map.of("x y", new AttributeValue.M(Map.of()))),
                        "ns", new AttributeValue.NS(List.of(DynamoNumber.of(1), DynamoNumber.of(2))),
                        "ss", new AttributeValue.SS(List.of("a", "b")),
                        "p", text("given"))));
    }

    @Test
    void parametersAndStatementMustMatchInBothDirections() {
        var message = "Number of parameters in request and statement don't match.";

        assertThatThrownBy(() -> Statement.of("SELECT * FROM tab WHERE a=?", List.of()))
                .hasMessage(message);
        assertThatThrownBy(() -> Statement.of("SELECT * FROM tab WHERE a='?'", List.of(text("x"))))
                .hasMessage(message);
    }

    @Test
    void whatIsAddedToASetMustBeASet() {
        assertThatThrownBy(() -> Statement.of("UPDATE tab SET a=set_add(a,?) WHERE h='x'", List.of(number("1"))))
                .hasMessage("The second argument to SET_ADD must be a value with type SET");
        assertThatThrownBy(() -> Statement.of("UPDATE tab SET a=set_delete(a,?) WHERE h='x'", List.of(text("a"))))
                .hasMessage("The second argument to SET_DELETE must be a value with type SET");
    }

    @Test
    void sumsMayHaveMoreThanTwoTerms() {
        var statement = (Statement.Update)
                Statement.of("UPDATE tab SET a = a + 5 - (b - 1) + ? WHERE h='x'", List.of(number("7")));

        var updated = statement.update().apply(new Item(Map.of("a", number("1"), "b", number("3"))));

        assertThat(updated.item().attributes()).containsEntry("a", number("11"));
    }

    @Test
    void oneTextIsParsedOnce() {
        var text = "SELECT * FROM tab WHERE h = ? AND parsed = 'once'";

        assertThat(ParsedStatements.of(text)).isSameAs(ParsedStatements.of(String.copyValueOf(text.toCharArray())));
    }

    private static AttributeValue text(String value) {
        return new AttributeValue.S(value);
    }

    private static AttributeValue number(String value) {
        return new AttributeValue.N(DynamoNumber.parse(value));
    }

    private static AttributeValue list(AttributeValue... values) {
        return new AttributeValue.L(List.of(values));
    }
}
