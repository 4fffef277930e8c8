/**
 * The text of PartiQL statements: tokens, grammar, and the part of PartiQL that DynamoDB understands. A text becomes a tree once, whatever
 * its parameters; conditions, updates and projections in it are trees of the {@linkplain io.galena.dynamodb.expression.syntax expression
 * language}.
 *
 * <p>Read {@link ParsedStatements} first. {@code StatementParser} and {@code ExpressionParser} know PartiQL's grammar and make {@code
 * Node}s: what they refuse is not well formed. The readers turn nodes into trees: what they refuse is PartiQL, but not DynamoDB's.
 */
@NullMarked
package io.galena.dynamodb.partiql.syntax;

import org.jspecify.annotations.NullMarked;
