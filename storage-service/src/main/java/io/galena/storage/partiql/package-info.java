/**
 * The operations that take PartiQL statements. A SELECT is carried out as the Query or Scan that it comes to, all else as the write that
 * the operations on one item would do: what is here only plans and answers.
 */
@NullMarked
package io.galena.storage.partiql;

import org.jspecify.annotations.NullMarked;
