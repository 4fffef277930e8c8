package io.galena.dynamodb.expression.syntax;

/**
 * A piece of an expression's text.
 *
 * @param start where it begins in the text
 * @param end where the text goes on
 */
record Token(TokenType type, int start, int end) {}
