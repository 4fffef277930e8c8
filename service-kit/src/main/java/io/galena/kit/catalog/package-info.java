/** The catalog as services see it: descriptors of tables, partitions and shards, kept in memory by pulling changes. */
@NullMarked
package io.galena.kit.catalog;

import org.jspecify.annotations.NullMarked;
