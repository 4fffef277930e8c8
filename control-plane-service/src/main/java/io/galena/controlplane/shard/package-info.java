/** The shards: which databases there are to put tables on. */
@NullMarked
package io.galena.controlplane.shard;

import org.jspecify.annotations.NullMarked;
