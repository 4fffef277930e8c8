/**
 * DynamoDB's values: numbers, binaries, the ten attribute types and items. All immutable; equality is DynamoDB's own
 * (numbers by value, sets without order).
 */
@NullMarked
package io.galena.dynamodb.value;

import org.jspecify.annotations.NullMarked;
