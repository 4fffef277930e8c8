/**
 * Throttling: what a table, an index or a partition may take in a second, and what happens beyond. {@link
 * io.galena.storage.throughput.Throttling} stands in front of reading, writing and transactions; it asks token buckets in memory
 * before the work and charges the true cost afterwards. Buckets of several instances are kept in step through PostgreSQL, in
 * the background.
 */
@NullMarked
package io.galena.storage.throughput;

import org.jspecify.annotations.NullMarked;
