package io.galena.dynamodb.expression.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galena.dynamodb.error.DynamoDbException;
import io.galena.dynamodb.error.ErrorType;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Whatever the text, the parsers answer a tree or a ValidationException, and do not run out of stack. */
class HostileTextTest {
    private static final List<String> PIECES = List.of(
            "(",
            ")",
            "[",
            "]",
            ".",
            ",",
            "=",
            "<>",
            "<",
            "+",
            "-",
            " ",
            "AND",
            "or",
            "NOT ",
            "IN",
            "BETWEEN",
            "SET",
            "remove",
            "ADD",
            "size(",
            "contains(",
            "f(",
            ":v",
            "#n",
            ":",
            "#",
            "0",
            "99999999999",
            "a",
            "name",
            "'",
            "\"",
            "\0",
            "é",
            "😀",
            "\ud800");
    private static final int MANY = 2000;

    @Property
    void mutatedTextsAreExpressionsOrInvalid(@ForAll("mutated") String text) {
        for (var kind : EnumSet.complementOf(EnumSet.of(ExpressionKind.STATEMENT))) {
            assertParsesOrIsInvalid(kind, text);
        }
    }

    @Test
    void nestedParenthesesAreRedundant() {
        var text = "(".repeat(MANY) + "a=b" + ")".repeat(MANY);

        assertThatThrownBy(() -> ParsedExpressions.condition(ExpressionKind.FILTER, text))
                .hasMessage("Invalid FilterExpression: The expression has redundant parentheses;");
    }

    @Test
    void nestedFunctionsAreInvalid() {
        assertThatThrownBy(() -> ParsedExpressions.condition(
                        ExpressionKind.CONDITION, "f(".repeat(1300) + "a" + ")".repeat(1300)))
                .isInstanceOf(DynamoDbException.class);
        assertThatThrownBy(() -> ParsedExpressions.update("SET a=" + "(".repeat(MANY) + "b" + ")".repeat(MANY)))
                .hasMessage("Invalid UpdateExpression: The expression has redundant parentheses;");
    }

    @Test
    void depthThatOperatorsJustifyIsAllowed() {
        var text = "NOT (".repeat(290) + "a=:v" + ")".repeat(290);

        assertThat(ParsedExpressions.condition(ExpressionKind.CONDITION, text)).isInstanceOf(ConditionSyntax.Not.class);
    }

    private static void assertParsesOrIsInvalid(ExpressionKind kind, String text) {
        try {
            switch (kind) {
                case CONDITION, FILTER, KEY_CONDITION -> ParsedExpressions.condition(kind, text);
                case PROJECTION -> ParsedExpressions.projection(text);
                case UPDATE -> ParsedExpressions.update(text);
                case STATEMENT -> throw new IllegalArgumentException("Statements have a grammar of their own");
            }
        } catch (DynamoDbException e) {
            assertThat(e.type()).isEqualTo(ErrorType.VALIDATION);
            assertThat(e).hasMessageStartingWith("Invalid " + kind.parameter() + ": ");
        }
    }

    @Provide
    Arbitrary<String> mutated() {
        var valid = Arbitraries.oneOf(
                TestingSyntax.conditions().map(SyntaxPrinter::print),
                TestingSyntax.updates().map(SyntaxPrinter::printUpdate));
        return valid.flatMap(text -> Arbitraries.randomValue(random -> mutate(text, random)));
    }

    private static String mutate(String text, Random random) {
        var mutated = new StringBuilder(text);
        for (var i = random.nextInt(4); i >= 0; i--) {
            var at = random.nextInt(mutated.length() + 1);
            var piece = PIECES.get(random.nextInt(PIECES.size()));
            if (random.nextBoolean()) {
                mutated.insert(at, piece);
            } else {
                mutated.replace(at, Math.min(mutated.length(), at + random.nextInt(5)), piece);
            }
        }
        return mutated.toString();
    }
}
