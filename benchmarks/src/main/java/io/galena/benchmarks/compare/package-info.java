/** The same load on Galena, on DynamoDB Local, and on PostgreSQL by a bare JDBC loop, in turns, and the ratios between them. */
@NullMarked
package io.galena.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
