package io.galena.dynamodb.expression.syntax;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Parses updates: sections in any order, each at most once. */
final class UpdateParser {
    private final Tokens tokens;
    private final OperandParser operands;
    private final List<ActionSyntax> actions = new ArrayList<>();
    private final Set<TokenType> sections = EnumSet.noneOf(TokenType.class);

    private UpdateParser(Tokens tokens) {
        this.tokens = tokens;
        this.operands = new OperandParser(tokens);
    }

    static List<ActionSyntax> parse(ExpressionKind kind, String text) {
        var tokens = new Tokens(kind, text);
        var parser = new UpdateParser(tokens);
        do {
            parser.section();
        } while (!tokens.at(TokenType.END));
        tokens.finish();
        return List.copyOf(parser.actions);
    }

    private void section() {
        var type = tokens.peek().type();
        if (type != TokenType.SET && type != TokenType.REMOVE && type != TokenType.ADD && type != TokenType.DELETE) {
            throw tokens.syntaxError();
        }
        tokens.take();
        do {
            actions.add(action(type));
        } while (tokens.skip(TokenType.COMMA));
        if (!sections.add(type)) {
            tokens.note(tokens.peek(), "The \"" + type + "\" section can only be used once in an update expression;");
        }
    }

    private ActionSyntax action(TokenType section) {
        var path = operands.path();
        return switch (section) {
            case REMOVE -> new ActionSyntax.Remove(path);
            case ADD -> new ActionSyntax.Add(path, operands.value());
            case DELETE -> new ActionSyntax.Delete(path, operands.value());
            default -> {
                tokens.take(TokenType.EQUAL);
                yield new ActionSyntax.Set(path, right());
            }
        };
    }

    /** The right-hand side of SET. A group at its beginning may hold all of it or the first operand. */
    private ActionSyntax.Right right() {
        var first = tokens.peek();
        if (!tokens.at(TokenType.OPEN)) {
            return sum(first, operands.bareOperand(FunctionRules.UPDATE));
        }
        var opened = tokens.openGroup();
        var inner = right();
        tokens.closeGroup(opened);
        return inner instanceof ActionSyntax.Right.Plain(var operand) ? sum(first, operand) : inner;
    }

    private ActionSyntax.Right sum(Token beginning, OperandSyntax left) {
        if (!tokens.at(TokenType.PLUS) && !tokens.at(TokenType.MINUS)) {
            return new ActionSyntax.Right.Plain(left);
        }
        if (left instanceof OperandSyntax.Call(var function, var _) && function == Function.LIST_APPEND) {
            tokens.note(beginning, FunctionRules.misuse(function));
        }
        var operator = tokens.take().type();
        var first = new ActionSyntax.Right.Plain(left);
        var second = new ActionSyntax.Right.Plain(operands.operand(FunctionRules.UPDATE_OPERAND));
        return operator == TokenType.PLUS
                ? new ActionSyntax.Right.Plus(first, second)
                : new ActionSyntax.Right.Minus(first, second);
    }
}
