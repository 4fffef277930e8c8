/** How the cost of an operation grows with the number of items, of indexes and of tables, and with the size of items. */
@NullMarked
package io.galena.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
