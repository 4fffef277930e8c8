/**
 * The parameters that expressions have replaced, and that old clients still send: Expected, QueryFilter, ScanFilter and
 * ConditionalOperator, KeyConditions, AttributeUpdates, AttributesToGet. They are checked by rules of their own and become the
 * same trees as expressions. Attribute names are top-level ones as they stand: dots and brackets mean nothing in them.
 */
@NullMarked
package io.galena.dynamodb.legacy;

import org.jspecify.annotations.NullMarked;
