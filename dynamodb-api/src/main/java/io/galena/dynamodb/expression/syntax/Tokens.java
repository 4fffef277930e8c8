package io.galena.dynamodb.expression.syntax;

import io.galena.dynamodb.error.DynamoDbException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one text, read one after the other, and what the parsers noted about them. Syntax errors and redundant parentheses
 * are thrown at once; other problems are only noted, since one of those further on comes first. For one thread and one parse.
 */
final class Tokens {
    /**
     * How deep parentheses may nest, those of functions included. Whatever is nested deeper has redundant parentheses, or too many
     * operators; it is refused here so that it cannot exhaust the stack.
     */
    private static final int MAX_DEPTH = 650;

    private final ExpressionKind kind;
    private final String text;
    private final List<Token> tokens;
    private int next;
    private int depth;
    private int innerOpened = -1;
    private int innerClosed = -1;
    private int problemAt = Integer.MAX_VALUE;
    private @Nullable String problem;

    Tokens(ExpressionKind kind, String text) {
        this.kind = kind;
        this.text = text;
        this.tokens = Lexer.tokens(text);
    }

    ExpressionKind kind() {
        return kind;
    }

    Token peek() {
        return tokens.get(next);
    }

    boolean at(TokenType type) {
        return peek().type() == type;
    }

    /** Whether the token after the next one is of that type. */
    boolean thenAt(TokenType type) {
        return !at(TokenType.END) && tokens.get(next + 1).type() == type;
    }

    Token take() {
        var token = peek();
        next++;
        return token;
    }

    Token take(TokenType type) {
        if (!at(type)) {
            throw syntaxError();
        }
        return take();
    }

    /** Takes the next token if it is of that type. */
    boolean skip(TokenType type) {
        if (at(type)) {
            next++;
            return true;
        }
        return false;
    }

    String text(Token token) {
        return text.substring(token.start(), token.end());
    }

    /** Takes an opening parenthesis of a list; {@link #closeList} takes the matching one. */
    void openList() {
        take(TokenType.OPEN);
        if (++depth > MAX_DEPTH) {
            throw redundantParentheses();
        }
    }

    void closeList() {
        take(TokenType.CLOSE);
        depth--;
    }

    /** Takes an opening parenthesis that only groups, and answers its place for {@link #closeGroup}. */
    int openGroup() {
        openList();
        return next - 1;
    }

    /** Takes the closing parenthesis of a group. A group that holds nothing but another group is redundant. */
    void closeGroup(int opened) {
        closeList();
        if (opened + 1 == innerOpened && next - 2 == innerClosed) {
            throw redundantParentheses();
        }
        innerOpened = opened;
        innerClosed = next - 1;
    }

    /** Notes what is wrong with the text at a token; of several, the first in the text counts. */
    void note(Token token, String what) {
        if (token.start() < problemAt) {
            problemAt = token.start();
            problem = what;
        }
    }

    /** Ends the parse: nothing may be left, and nothing may have been noted. */
    void finish() {
        if (!at(TokenType.END)) {
            throw syntaxError();
        }
        if (problem != null) {
            throw kind.invalid(problem);
        }
    }

    /** The next token is not one that could stand here. */
    DynamoDbException syntaxError() {
        var offending = peek();
        var from = next == 0 ? 0 : tokens.get(next - 1).start();
        var to = at(TokenType.END) ? offending.end() : tokens.get(next + 1).end();
        var shown = at(TokenType.END) ? "<EOF>" : text(offending);
        return kind.invalid("Syntax error; token: \"" + shown + "\", near: \"" + text.substring(from, to) + "\"");
    }

    private DynamoDbException redundantParentheses() {
        return kind.invalid("The expression has redundant parentheses;");
    }
}
