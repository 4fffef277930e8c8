/**
 * The text of expressions: tokens, grammar, and trees that still hold placeholders. A text becomes a tree once, whatever the request;
 * what is wrong with the text alone is found here, in the order in which DynamoDB finds it: syntax and redundant parentheses
 * anywhere in the text, then reserved words, unknown or misplaced functions, indexes out of range and repeated sections, whichever
 * comes first.
 *
 * <p>Read {@link ParsedExpressions} first. The grammar is that of the DynamoDB developer guide; where the guide is silent, the parsers
 * follow what the service was seen to answer.
 */
@NullMarked
package io.galena.dynamodb.expression.syntax;

import org.jspecify.annotations.NullMarked;
