package io.galena.dynamodb.partiql.syntax;

import java.util.ArrayList;
import java.util.List;

/** Cuts the text of a statement into tokens. It never fails: what it does not know becomes an UNKNOWN token. */
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
        skipSpace();
        var start = at;
        var type = at == text.length() ? TokenType.END : scan(text.charAt(at));
        return new Token(type, start, at);
    }

    private TokenType scan(char first) {
        if (isWordStart(first)) {
            return word();
        }
        if (isDigit(first) || (first == '.' && isDigit(peek(1)))) {
            return number();
        }
        return switch (first) {
            case '\'' -> quoted(first, TokenType.STRING);
            case '"' -> quoted(first, TokenType.QUOTED);
            case '`' -> ion();
            case '<' ->
                switch (peek(1)) {
                    case '=' -> symbol(2, TokenType.LESS_OR_EQUAL);
                    case '>' -> symbol(2, TokenType.NOT_EQUAL);
                    case '<' -> symbol(2, TokenType.OPEN_BAG);
                    default -> symbol(1, TokenType.LESS);
                };
            case '>' ->
                switch (peek(1)) {
                    case '=' -> symbol(2, TokenType.GREATER_OR_EQUAL);
                    case '>' -> symbol(2, TokenType.CLOSE_BAG);
                    default -> symbol(1, TokenType.GREATER);
                };
            case '!' -> peek(1) == '=' ? symbol(2, TokenType.NOT_EQUAL) : symbol(1, TokenType.UNKNOWN);
            case '|' -> peek(1) == '|' ? symbol(2, TokenType.CONCATENATE) : symbol(1, TokenType.UNKNOWN);
            default -> symbol(Character.charCount(text.codePointAt(at)), single(first));
        };
    }

    private static TokenType single(char symbol) {
        return switch (symbol) {
            case '?' -> TokenType.PARAMETER;
            case '=' -> TokenType.EQUAL;
            case '+' -> TokenType.PLUS;
            case '-' -> TokenType.MINUS;
            case '*' -> TokenType.STAR;
            case '/' -> TokenType.SLASH;
            case '%' -> TokenType.PERCENT;
            case '.' -> TokenType.DOT;
            case ',' -> TokenType.COMMA;
            case ':' -> TokenType.COLON;
            case ';' -> TokenType.SEMICOLON;
            case '(' -> TokenType.OPEN;
            case ')' -> TokenType.CLOSE;
            case '[' -> TokenType.OPEN_BRACKET;
            case ']' -> TokenType.CLOSE_BRACKET;
            case '{' -> TokenType.OPEN_BRACE;
            case '}' -> TokenType.CLOSE_BRACE;
            default -> TokenType.UNKNOWN;
        };
    }

    private TokenType word() {
        var start = at;
        while (at < text.length() && isWordPart(text.charAt(at))) {
            at++;
        }
        return Keywords.contains(text.substring(start, at)) ? TokenType.KEYWORD : TokenType.IDENTIFIER;
    }

    /** Digits with a point and an exponent; no letter may follow. */
    private TokenType number() {
        skipDigits();
        if (peek(0) == '.') {
            at++;
            skipDigits();
        }
        if (peek(0) == 'e' || peek(0) == 'E') {
            at++;
            if (peek(0) == '+' || peek(0) == '-') {
                at++;
            }
            if (!isDigit(peek(0))) {
                return TokenType.UNKNOWN;
            }
            skipDigits();
        }
        return isWordPart(peek(0)) ? TokenType.UNKNOWN : TokenType.NUMBER;
    }

    /** Text up to the closing quote; two quotes stand for one. */
    private TokenType quoted(char quote, TokenType type) {
        at++;
        while (at < text.length()) {
            if (text.charAt(at++) == quote) {
                if (peek(0) != quote) {
                    return type;
                }
                at++;
            }
        }
        return TokenType.UNKNOWN;
    }

    private TokenType ion() {
        var end = text.indexOf('`', at + 1);
        at = end < 0 ? text.length() : end + 1;
        return end < 0 ? TokenType.UNKNOWN : TokenType.ION;
    }

    private TokenType symbol(int length, TokenType type) {
        at += length;
        return type;
    }

    /** Skips white space and comments; a comment that does not end is the end of the text. */
    private void skipSpace() {
        while (at < text.length()) {
            if (isSpace(text.charAt(at))) {
                at++;
            } else if (text.startsWith("--", at)) {
                skipTo("\n");
            } else if (text.startsWith("/*", at)) {
                skipTo("*/");
            } else {
                return;
            }
        }
    }

    private void skipTo(String end) {
        var found = text.indexOf(end, at + 2);
        at = found < 0 ? text.length() : found + end.length();
    }

    private void skipDigits() {
        while (isDigit(peek(0))) {
            at++;
        }
    }

    /** The character that many places further on; the null character behind the end. */
    private char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
    }

    private static boolean isWordPart(char c) {
        return isWordStart(c) || isDigit(c);
    }
}
