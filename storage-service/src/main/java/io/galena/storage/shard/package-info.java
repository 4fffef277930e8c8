/** The shards that this instance works on: connections, pools, and the schema that each shard's database holds. */
@NullMarked
package io.galena.storage.shard;

import org.jspecify.annotations.NullMarked;
