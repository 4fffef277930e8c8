package io.galena.dynamodb.partiql.syntax;

/**
 * A piece of a statement's text.
 *
 * @param start where it begins in the text
 * @param end where the text goes on
 */
record Token(TokenType type, int start, int end) {
    /** Where it stands, as messages tell it: line, column and length. */
    String place(String statement) {
        var line = 1;
        var lineStart = 0;
        for (var i = 0; i < start; i++) {
            if (statement.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return " at " + line + ":" + (start - lineStart + 1) + ":" + (end - start);
    }
}
