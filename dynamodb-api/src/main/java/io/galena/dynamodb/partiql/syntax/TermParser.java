package io.galena.dynamodb.partiql.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Parses what operators stand between: literals, parameters, names, paths, functions, collections and queries. */
final class TermParser {
    /** Keywords that are names of functions where a parenthesis follows. */
    private static final Set<String> FUNCTIONS = Set.of(
            "SIZE",
            "EXISTS",
            "COUNT",
            "SUM",
            "AVG",
            "MIN",
            "MAX",
            "UPPER",
            "LOWER",
            "CHAR_LENGTH",
            "CHARACTER_LENGTH",
            "COALESCE",
            "NULLIF");

    private final Tokens tokens;
    private final ExpressionParser expressions;
    private int parameters;

    TermParser(Tokens tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    int parameters() {
        return parameters;
    }

    /** A term and the steps from it. */
    Node path() {
        var root = term();
        var steps = new ArrayList<Node.Step>();
        while (true) {
            if (tokens.skip(TokenType.DOT)) {
                steps.add(member());
            } else if (tokens.skip(TokenType.OPEN_BRACKET)) {
                steps.add(element());
                tokens.take(TokenType.CLOSE_BRACKET);
            } else {
                return steps.isEmpty() ? root : new Node.Path(root, steps, root.token());
            }
        }
    }

    private Node.Step member() {
        var token = tokens.peek();
        return tokens.skip(TokenType.STAR) ? new Node.Step.Unpivot(token) : new Node.Step.Into(name(), token);
    }

    private Node.Step element() {
        var token = tokens.peek();
        return tokens.skip(TokenType.STAR)
                ? new Node.Step.Wildcard(token)
                : new Node.Step.Into(expressions.expression(), token);
    }

    private Node term() {
        var token = tokens.peek();
        return switch (token.type()) {
            case KEYWORD -> keyword();
            case IDENTIFIER -> tokens.thenAt(TokenType.OPEN) ? call() : name();
            case QUOTED -> name();
            case STRING -> new Node.Text(unquoted(tokens.take()), token);
            case NUMBER -> new Node.Digits(tokens.text(tokens.take()), token);
            case ION -> new Node.Ion(tokens.take());
            case PARAMETER -> new Node.Parameter(parameters++, tokens.take());
            case OPEN -> group();
            case OPEN_BRACKET -> new Node.Sequence(elements(TokenType.OPEN_BRACKET, TokenType.CLOSE_BRACKET), token);
            case OPEN_BAG -> new Node.Bag(elements(TokenType.OPEN_BAG, TokenType.CLOSE_BAG), token);
            case OPEN_BRACE -> tuple();
            default -> throw tokens.notWellFormed();
        };
    }

    private Node keyword() {
        var token = tokens.peek();
        var word = tokens.text(token).toUpperCase(Locale.ROOT);
        return switch (word) {
            case "TRUE", "FALSE" -> new Node.Truth(word.equals("TRUE"), tokens.take());
            case "NULL" -> new Node.Null(tokens.take());
            case "MISSING" -> new Node.Missing(tokens.take());
            default -> {
                if (!FUNCTIONS.contains(word) || !tokens.thenAt(TokenType.OPEN)) {
                    throw tokens.notWellFormed();
                }
                yield call();
            }
        };
    }

    private Node.Variable name() {
        var token = tokens.peek();
        return switch (token.type()) {
            case IDENTIFIER -> new Node.Variable(tokens.text(tokens.take()), token);
            case QUOTED -> new Node.Variable(unquoted(tokens.take()), token);
            default -> throw tokens.notWellFormed();
        };
    }

    private Node call() {
        var name = tokens.take();
        var operands = tokens.thenAt(TokenType.STAR)
                ? wildcard()
                : tokens.thenAt("SELECT") ? List.of(group()) : elements(TokenType.OPEN, TokenType.CLOSE);
        return new Node.Call(tokens.text(name).toLowerCase(Locale.ROOT), operands, name);
    }

    /** {@code (*)}: the operand of COUNT, which is no operand. */
    private List<Node> wildcard() {
        tokens.take(TokenType.OPEN);
        tokens.take(TokenType.STAR);
        tokens.take(TokenType.CLOSE);
        return List.of();
    }

    /** A query, an expression, or several of these, in parentheses. */
    private Node group() {
        var opened = tokens.take(TokenType.OPEN);
        tokens.enter();
        if (tokens.at("SELECT")) {
            var select = tokens.peek();
            var query = new QueryParser(tokens, expressions).query();
            tokens.take(TokenType.CLOSE);
            tokens.leave();
            return new Node.Subquery(query, select);
        }
        var elements = new ArrayList<Node>();
        do {
            elements.add(expressions.expression());
        } while (tokens.skip(TokenType.COMMA));
        tokens.take(TokenType.CLOSE);
        tokens.leave();
        return elements.size() == 1 ? elements.getFirst() : new Node.Sequence(elements, opened);
    }

    private List<Node> elements(TokenType open, TokenType close) {
        tokens.take(open);
        var elements = new ArrayList<Node>();
        if (tokens.skip(close)) {
            return elements;
        }
        do {
            elements.add(expressions.expression());
        } while (tokens.skip(TokenType.COMMA));
        tokens.take(close);
        return elements;
    }

    private Node tuple() {
        var opened = tokens.take(TokenType.OPEN_BRACE);
        var members = new ArrayList<Node.Member>();
        if (tokens.skip(TokenType.CLOSE_BRACE)) {
            return new Node.Tuple(members, opened);
        }
        do {
            var key = expressions.expression();
            tokens.take(TokenType.COLON);
            members.add(new Node.Member(key, expressions.expression()));
        } while (tokens.skip(TokenType.COMMA));
        tokens.take(TokenType.CLOSE_BRACE);
        return new Node.Tuple(members, opened);
    }

    /** What stands between the quotes; two of them stand for one. */
    private String unquoted(Token token) {
        var text = tokens.text(token);
        var quote = text.substring(0, 1);
        return text.substring(1, text.length() - 1).replace(quote + quote, quote);
    }
}
