/** Condition, filter, key condition, projection and update expressions: text in, tree out, tree run against an item. */
@NullMarked
package io.galena.dynamodb.expression;

import org.jspecify.annotations.NullMarked;
