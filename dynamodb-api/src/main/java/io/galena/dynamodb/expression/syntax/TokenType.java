package io.galena.dynamodb.expression.syntax;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a token is. Keywords are the same in all kinds of expressions, and are no identifiers in any. */
enum TokenType {
    AND,
    OR,
    NOT,
    BETWEEN,
    IN,
    SET,
    REMOVE,
    ADD,
    DELETE,
    IDENTIFIER,
    /** {@code #name}. */
    NAME,
    /** {@code :value}. */
    VALUE,
    /** Decimal digits without a leading zero. */
    INDEX,
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    PLUS,
    MINUS,
    DOT,
    COMMA,
    OPEN,
    CLOSE,
    OPEN_BRACKET,
    CLOSE_BRACKET,
    /** A character that no other token begins with. */
    UNKNOWN,
    END;

    private static final Map<String, TokenType> KEYWORDS = Stream.of(
                    AND, OR, NOT, BETWEEN, IN, SET, REMOVE, ADD, DELETE)
            .collect(Collectors.toUnmodifiableMap(TokenType::name, Function.identity()));

    /** The keyword of that text, in any case of letters. */
    static Optional<TokenType> keyword(String text) {
        return Optional.ofNullable(KEYWORDS.get(text.toUpperCase(Locale.ROOT)));
    }
}
