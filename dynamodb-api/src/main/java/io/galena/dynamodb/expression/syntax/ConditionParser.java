package io.galena.dynamodb.expression.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parses conditions, filters and key conditions. OR binds weakest, then AND, NOT, and the comparisons.
 *
 * <p>What an opening parenthesis begins shows only after the closing one: {@code (a) = :v} or {@code (a = :v)}. So what is parsed inside
 * is a {@link Part}, which becomes a condition or an operand later.
 */
final class ConditionParser {
    private final Tokens tokens;
    private final OperandParser operands;

    private ConditionParser(Tokens tokens) {
        this.tokens = tokens;
        this.operands = new OperandParser(tokens);
    }

    static ConditionSyntax parse(ExpressionKind kind, String text) {
        var tokens = new Tokens(kind, text);
        var parser = new ConditionParser(tokens);
        var condition = parser.condition(parser.disjunction());
        tokens.finish();
        return condition;
    }

    private Part disjunction() {
        var first = conjunction();
        if (!tokens.at(TokenType.OR)) {
            return first;
        }
        var terms = new ArrayList<>(List.of(condition(first)));
        while (tokens.skip(TokenType.OR)) {
            terms.add(condition(conjunction()));
        }
        return new Part.Whole(new ConditionSyntax.Or(terms));
    }

    private Part conjunction() {
        var first = negation();
        if (!tokens.at(TokenType.AND)) {
            return first;
        }
        var terms = new ArrayList<>(List.of(condition(first)));
        while (tokens.skip(TokenType.AND)) {
            terms.add(condition(negation()));
        }
        return new Part.Whole(new ConditionSyntax.And(terms));
    }

    private Part negation() {
        var negations = 0;
        while (tokens.skip(TokenType.NOT)) {
            negations++;
        }
        var part = primary();
        if (negations == 0) {
            return part;
        }
        var condition = condition(part);
        for (var i = 0; i < negations; i++) {
            condition = new ConditionSyntax.Not(condition);
        }
        return new Part.Whole(condition);
    }

    private Part primary() {
        if (!tokens.at(TokenType.OPEN)) {
            var first = tokens.peek();
            return comparison(new Part.Half(operands.bareOperand(FunctionRules.CONDITION), first));
        }
        var opened = tokens.openGroup();
        var inner = disjunction();
        tokens.closeGroup(opened);
        return switch (inner) {
            case Part.Whole whole -> whole;
            case Part.Half half -> comparison(half);
        };
    }

    /** The comparison of which the first operand has been read; that operand itself if there is no more. */
    private Part comparison(Part.Half first) {
        var comparator = comparator();
        if (comparator.isPresent()) {
            tokens.take();
            return new Part.Whole(new ConditionSyntax.Comparison(operand(first), comparator.get(), operand()));
        }
        if (tokens.skip(TokenType.BETWEEN)) {
            var operand = operand(first);
            var low = operand();
            tokens.take(TokenType.AND);
            return new Part.Whole(new ConditionSyntax.Between(operand, low, operand()));
        }
        if (tokens.skip(TokenType.IN)) {
            var operand = operand(first);
            return new Part.Whole(new ConditionSyntax.In(operand, operands.operands(FunctionRules.CONDITION_OPERAND)));
        }
        return first;
    }

    private OperandSyntax operand() {
        return operands.operand(FunctionRules.CONDITION_OPERAND);
    }

    private OperandSyntax operand(Part.Half half) {
        if (half.operand() instanceof OperandSyntax.Call(var function, var _) && function != Function.SIZE) {
            tokens.note(half.first(), FunctionRules.misuse(function));
        }
        return half.operand();
    }

    /** What has been read is a condition, or else the next token cannot stand where it stands. */
    private ConditionSyntax condition(Part part) {
        return switch (part) {
            case Part.Whole(var condition) -> condition;
            case Part.Half(OperandSyntax.Call call, var first) -> {
                if (call.function() == Function.SIZE) {
                    tokens.note(first, FunctionRules.misuse(call.function()));
                }
                yield new ConditionSyntax.Predicate(call);
            }
            case Part.Half _ -> throw tokens.syntaxError();
        };
    }

    private Optional<Comparator> comparator() {
        return switch (tokens.peek().type()) {
            case EQUAL -> Optional.of(Comparator.EQUAL);
            case NOT_EQUAL -> Optional.of(Comparator.NOT_EQUAL);
            case LESS -> Optional.of(Comparator.LESS);
            case LESS_OR_EQUAL -> Optional.of(Comparator.LESS_OR_EQUAL);
            case GREATER -> Optional.of(Comparator.GREATER);
            case GREATER_OR_EQUAL -> Optional.of(Comparator.GREATER_OR_EQUAL);
            default -> Optional.empty();
        };
    }

    /** A piece of a condition. */
    private sealed interface Part {
        /** A condition. */
        record Whole(ConditionSyntax condition) implements Part {}

        /** An operand, which is a condition too if it is a function; and its first token. */
        record Half(OperandSyntax operand, Token first) implements Part {}
    }
}
