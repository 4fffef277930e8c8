/**
 * PartiQL, the second language of the same engine. {@link io.galena.dynamodb.partiql.Statement} is a statement bound to its parameters;
 * {@link io.galena.dynamodb.partiql.SelectPlan} and {@link io.galena.dynamodb.partiql.KeyedWhere} tell what it asks of a table: a Query,
 * a Scan, or the item with a key, and conditions and updates as those of expressions. Pure: nothing here reads or writes.
 */
@NullMarked
package io.galena.dynamodb.partiql;

import org.jspecify.annotations.NullMarked;
