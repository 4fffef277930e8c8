package io.galena.dynamodb.expression.syntax;

/** What the keys of ExpressionAttributeNames and ExpressionAttributeValues look like: as the tokens that refer to them. */
public final class PlaceholderKeys {
    private PlaceholderKeys() {}

    /** Whether an expression could refer to a name by this key: {@code #} and letters, digits or underscores. */
    public static boolean isName(String key) {
        return is(key, TokenType.NAME);
    }

    /** Whether an expression could refer to a value by this key: {@code :} and letters, digits or underscores. */
    public static boolean isValue(String key) {
        return is(key, TokenType.VALUE);
    }

    private static boolean is(String key, TokenType type) {
        return Lexer.tokens(key).getFirst().equals(new Token(type, 0, key.length()));
    }
}
