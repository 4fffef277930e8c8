package io.galena.dynamodb.expression.syntax;

import java.util.ArrayList;
import java.util.List;

/** Cuts the text of an expression into tokens. It never fails: what it does not know becomes an UNKNOWN token. */
final class Lexer {
    private final String text;
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /** All tokens, with END as the last one. */
    static List<Token> tokens(String text) {
        var lexer = new Lexer(text);
        var tokens = new ArrayList<Token>();
        do {
            tokens.add(lexer.next());
        } while (tokens.getLast().type() != TokenType.END);
        return tokens;
    }

    private Token next() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        var start = at;
        var type = at == text.length() ? TokenType.END : scan(text.charAt(at));
        return new Token(type, start, at);
    }

    private TokenType scan(char first) {
        if (isLetter(first)) {
            return word();
        }
        return switch (first) {
            case '#' -> placeholder(TokenType.NAME);
            case ':' -> placeholder(TokenType.VALUE);
            case '0' -> symbol(1, TokenType.INDEX);
            case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> index();
            case '=' -> symbol(1, TokenType.EQUAL);
            case '<' ->
                follows('=')
                        ? symbol(2, TokenType.LESS_OR_EQUAL)
                        : follows('>') ? symbol(2, TokenType.NOT_EQUAL) : symbol(1, TokenType.LESS);
            case '>' -> follows('=') ? symbol(2, TokenType.GREATER_OR_EQUAL) : symbol(1, TokenType.GREATER);
            case '+' -> symbol(1, TokenType.PLUS);
            case '-' -> symbol(1, TokenType.MINUS);
            case '.' -> symbol(1, TokenType.DOT);
            case ',' -> symbol(1, TokenType.COMMA);
            case '(' -> symbol(1, TokenType.OPEN);
            case ')' -> symbol(1, TokenType.CLOSE);
            case '[' -> symbol(1, TokenType.OPEN_BRACKET);
            case ']' -> symbol(1, TokenType.CLOSE_BRACKET);
            default -> symbol(Character.charCount(text.codePointAt(at)), TokenType.UNKNOWN);
        };
    }

    private TokenType word() {
        var start = at;
        skipWordCharacters();
        return TokenType.keyword(text.substring(start, at)).orElse(TokenType.IDENTIFIER);
    }

    private TokenType placeholder(TokenType type) {
        var start = at++;
        skipWordCharacters();
        return at > start + 1 ? type : TokenType.UNKNOWN;
    }

    private TokenType index() {
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        return TokenType.INDEX;
    }

    private TokenType symbol(int length, TokenType type) {
        at += length;
        return type;
    }

    private boolean follows(char expected) {
        return at + 1 < text.length() && text.charAt(at + 1) == expected;
    }

    private void skipWordCharacters() {
        while (at < text.length() && isWordCharacter(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordCharacter(char c) {
        return isLetter(c) || isDigit(c) || c == '_';
    }
}
