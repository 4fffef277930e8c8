/**
 * What a client says about a table, in {@code CreateTable} and {@code UpdateTable}: keys, indexes and settings, read from the
 * request and held against DynamoDB's rules. Pure: no SQL, no Spring.
 */
@NullMarked
package io.galena.controlplane.definition;

import org.jspecify.annotations.NullMarked;
