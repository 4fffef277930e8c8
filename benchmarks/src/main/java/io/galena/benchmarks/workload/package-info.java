/** What a server is asked: tables, items, keys by a distribution, and for each workload requests with what their answers must be like. */
@NullMarked
package io.galena.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
