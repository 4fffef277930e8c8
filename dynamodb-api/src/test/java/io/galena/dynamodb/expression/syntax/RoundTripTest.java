package io.galena.dynamodb.expression.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What the printer writes, the parsers read back, tree for tree. */
class RoundTripTest {
    private static final int MAX_LENGTH = 4096;

    @Property
    void conditionsComeBack(@ForAll("conditions") ConditionSyntax condition) {
        var text = SyntaxPrinter.print(condition);
        Assume.that(text.length() <= MAX_LENGTH);

        assertThat(ParsedExpressions.condition(ExpressionKind.CONDITION, text)).isEqualTo(condition);
    }

    @Property
    void updatesComeBack(@ForAll("updates") List<ActionSyntax> actions) {
        assertThat(ParsedExpressions.update(SyntaxPrinter.printUpdate(actions))).isEqualTo(actions);
    }

    @Property
    void projectionsComeBack(@ForAll("projections") List<PathSyntax> paths) {
        var text = paths.stream().map(SyntaxPrinter::print).collect(Collectors.joining(" ,\n"));

        assertThat(ParsedExpressions.projection(text)).isEqualTo(paths);
    }

    @Provide
    Arbitrary<ConditionSyntax> conditions() {
        return TestingSyntax.conditions();
    }

    @Provide
    Arbitrary<List<ActionSyntax>> updates() {
        return TestingSyntax.updates();
    }

    @Provide
    Arbitrary<List<PathSyntax>> projections() {
        return TestingSyntax.projections();
    }
}
