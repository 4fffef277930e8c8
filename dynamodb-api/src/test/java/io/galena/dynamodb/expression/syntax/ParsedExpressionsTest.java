package io.galena.dynamodb.expression.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParsedExpressionsTest {
    @Test
    void aTextIsParsedOnce() {
        var text = "once = :v AND parsed = :v";

        assertThat(ParsedExpressions.condition(ExpressionKind.CONDITION, text))
                .isSameAs(ParsedExpressions.condition(
                        ExpressionKind.CONDITION, String.join(" AND ", "once = :v", "parsed = :v")));
    }

    @Test
    void errorsNameTheKindThatWasAsked() {
        assertThatThrownBy(() -> ParsedExpressions.condition(ExpressionKind.CONDITION, "a ="))
                .hasMessage("Invalid ConditionExpression: Syntax error; token: \"<EOF>\", near: \"=\"");
        assertThatThrownBy(() -> ParsedExpressions.condition(ExpressionKind.FILTER, "a ="))
                .hasMessage("Invalid FilterExpression: Syntax error; token: \"<EOF>\", near: \"=\"");
    }

    @Test
    void andBindsTighterThanOrAndNotTighterThanBoth() {
        assertThat(ParsedExpressions.condition(ExpressionKind.CONDITION, "a=b OR NOT c=d AND e=f"))
                .isEqualTo(new ConditionSyntax.Or(List.of(
                        equal("a", "b"),
                        new ConditionSyntax.And(List.of(new ConditionSyntax.Not(equal("c", "d")), equal("e", "f"))))));
    }

    @Test
    void theAndOfBetweenIsNotAConjunction() {
        assertThat(ParsedExpressions.condition(ExpressionKind.CONDITION, "a BETWEEN b AND c AND d=e"))
                .isEqualTo(new ConditionSyntax.And(List.of(
                        new ConditionSyntax.Between(attribute("a"), attribute("b"), attribute("c")), equal("d", "e"))));
    }

    private static ConditionSyntax equal(String left, String right) {
        return new ConditionSyntax.Comparison(attribute(left), Comparator.EQUAL, attribute(right));
    }

    private static OperandSyntax attribute(String name) {
        return new OperandSyntax.Attribute(new PathSyntax(List.of(new PathSyntax.Step.Name(name))));
    }
}
