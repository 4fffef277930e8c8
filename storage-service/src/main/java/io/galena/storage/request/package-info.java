/**
 * What the operations on items read from their requests alike: the table, expressions and their names and values, keys and
 * the rules for them, what is to be returned. Checks that need nothing but the request and the table's descriptor.
 */
@NullMarked
package io.galena.storage.request;

import org.jspecify.annotations.NullMarked;
