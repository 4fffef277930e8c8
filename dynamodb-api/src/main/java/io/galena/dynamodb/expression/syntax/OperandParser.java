package io.galena.dynamodb.expression.syntax;

import java.util.ArrayList;
import java.util.List;

/** Parses what all kinds of expressions have in common: paths, placeholders and functions. */
final class OperandParser {
    private final Tokens tokens;

    OperandParser(Tokens tokens) {
        this.tokens = tokens;
    }

    PathSyntax path() {
        var steps = new ArrayList<PathSyntax.Step>();
        steps.add(name());
        while (true) {
            if (tokens.skip(TokenType.DOT)) {
                steps.add(name());
            } else if (tokens.skip(TokenType.OPEN_BRACKET)) {
                steps.add(index());
                tokens.take(TokenType.CLOSE_BRACKET);
            } else {
                return new PathSyntax(steps);
            }
        }
    }

    OperandSyntax.Value value() {
        return new OperandSyntax.Value(tokens.text(tokens.take(TokenType.VALUE)));
    }

    /** A path, a value or a function, or one of them in parentheses. */
    OperandSyntax operand(FunctionRules rules) {
        if (!tokens.at(TokenType.OPEN)) {
            return bareOperand(rules);
        }
        var opened = tokens.openGroup();
        var operand = operand(rules);
        tokens.closeGroup(opened);
        return operand;
    }

    /** An operand that is not in parentheses. */
    OperandSyntax bareOperand(FunctionRules rules) {
        if (tokens.at(TokenType.VALUE)) {
            return value();
        }
        if (tokens.at(TokenType.IDENTIFIER) && tokens.thenAt(TokenType.OPEN)) {
            return call(rules);
        }
        return new OperandSyntax.Attribute(path());
    }

    private OperandSyntax call(FunctionRules rules) {
        var name = tokens.take();
        var function = Function.named(tokens.text(name));
        function.ifPresentOrElse(
                known -> rules.problemWith(known).ifPresent(problem -> tokens.note(name, problem)),
                () -> tokens.note(name, "Invalid function name; function: " + tokens.text(name)));
        var operands = operands(rules.ofOperands());
        // SIZE stands in for a function that does not exist: by now the text has been found wrong.
        return new OperandSyntax.Call(function.orElse(Function.SIZE), operands);
    }

    /** Operands in parentheses, at least one. */
    List<OperandSyntax> operands(FunctionRules rules) {
        var operands = new ArrayList<OperandSyntax>();
        tokens.openList();
        do {
            operands.add(operand(rules));
        } while (tokens.skip(TokenType.COMMA));
        tokens.closeList();
        return operands;
    }

    private PathSyntax.Step name() {
        if (tokens.at(TokenType.NAME)) {
            return new PathSyntax.Step.Placeholder(tokens.text(tokens.take()));
        }
        var token = tokens.take(TokenType.IDENTIFIER);
        var name = tokens.text(token);
        if (ReservedWords.contains(name)) {
            tokens.note(token, "Attribute name is a reserved keyword; reserved keyword: " + name);
        }
        return new PathSyntax.Step.Name(name);
    }

    private PathSyntax.Step index() {
        var token = tokens.take(TokenType.INDEX);
        var digits = tokens.text(token);
        try {
            return new PathSyntax.Step.Index(Integer.parseInt(digits));
        } catch (NumberFormatException _) {
            tokens.note(token, "List index is not within the allowable range; index: [" + digits + "]");
            return new PathSyntax.Step.Index(0);
        }
    }
}
