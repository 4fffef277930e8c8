package io.galena.dynamodb.partiql.syntax;

import io.galena.dynamodb.error.DynamoDbException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one statement, read one after the other, and what the parsers noted about them: what is well formed but not supported
 * is told only when all of the statement is well formed. For one thread and one parse.
 */
final class Tokens {
    /** How deep a statement may nest: whatever is deeper is refused here so that it cannot exhaust the stack. */
    private static final int MAX_DEPTH = 100;

    /** DynamoDB's limit; sums are deep trees, too. */
    private static final int MAX_SUMS = 300;

    private final String text;
    private final List<Token> tokens;
    private int next;
    private int depth;
    private int sums;
    private @Nullable String problem;

    Tokens(String text) {
        this.text = text;
        this.tokens = Lexer.tokens(text);
    }

    Token peek() {
        return tokens.get(next);
    }

    boolean at(TokenType type) {
        return peek().type() == type;
    }

    boolean at(String keyword) {
        return isKeyword(peek(), keyword);
    }

    /** Whether the token after the next one is of that type. */
    boolean thenAt(TokenType type) {
        return !at(TokenType.END) && tokens.get(next + 1).type() == type;
    }

    /** Whether the token after the next one is that keyword. */
    boolean thenAt(String keyword) {
        return !at(TokenType.END) && isKeyword(tokens.get(next + 1), keyword);
    }

    Token take() {
        return tokens.get(next++);
    }

    Token take(TokenType type) {
        if (!at(type)) {
            throw notWellFormed();
        }
        return take();
    }

    Token take(String keyword) {
        if (!at(keyword)) {
            throw notWellFormed();
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

    /** Takes the next token if it is that keyword. */
    boolean skip(String keyword) {
        if (at(keyword)) {
            next++;
            return true;
        }
        return false;
    }

    String text(Token token) {
        return text.substring(token.start(), token.end());
    }

    /** Goes one level deeper; {@link #leave} comes back. */
    void enter() {
        if (++depth > MAX_DEPTH) {
            throw notWellFormed();
        }
    }

    void leave() {
        depth--;
    }

    /** Counts a plus or minus between two operands. */
    void countSum() {
        if (++sums > MAX_SUMS) {
            note("The expression contains too many operators; operator count: " + sums);
        }
    }

    /** Notes what is not supported; of several, the first counts. */
    void note(String what) {
        if (problem == null) {
            problem = what;
        }
    }

    /** Notes what is not supported, with its place. */
    void noteAt(Token token, String what) {
        note(what + token.place(text));
    }

    /** Ends the parse: nothing but a semicolon may be left. */
    void finish() {
        skip(TokenType.SEMICOLON);
        take(TokenType.END);
    }

    /** Refuses what was noted. */
    void requireSupported() {
        if (problem != null) {
            throw DynamoDbException.validation(problem);
        }
    }

    DynamoDbException notWellFormed() {
        return DynamoDbException.validation("Statement wasn't well formed, can't be processed: " + text);
    }

    private boolean isKeyword(Token token, String keyword) {
        return token.type() == TokenType.KEYWORD
                && token.end() - token.start() == keyword.length()
                && text.regionMatches(true, token.start(), keyword, 0, keyword.length());
    }
}
