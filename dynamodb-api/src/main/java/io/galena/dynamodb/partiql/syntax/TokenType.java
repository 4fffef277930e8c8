package io.galena.dynamodb.partiql.syntax;

/** What a token is. */
enum TokenType {
    /** A word that PartiQL keeps for itself, in any case of letters. */
    KEYWORD,
    /** Any other word. */
    IDENTIFIER,
    /** {@code "name"}. */
    QUOTED,
    /** {@code 'text'}. */
    STRING,
    NUMBER,
    /** {@code `an Ion value`}. */
    ION,
    /** {@code ?}. */
    PARAMETER,
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    PLUS,
    MINUS,
    STAR,
    SLASH,
    PERCENT,
    CONCATENATE,
    DOT,
    COMMA,
    COLON,
    SEMICOLON,
    OPEN,
    CLOSE,
    OPEN_BRACKET,
    CLOSE_BRACKET,
    OPEN_BRACE,
    CLOSE_BRACE,
    OPEN_BAG,
    CLOSE_BAG,
    /** What no other token begins with, or does not end. */
    UNKNOWN,
    END
}
