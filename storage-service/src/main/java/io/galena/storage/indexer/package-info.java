/**
 * Keeps the global indexes of tables that live on several shards, whose entries come through the change log: {@link
 * io.galena.storage.indexer.Indexers} has a thread for each shard, which takes from Kafka what belongs in that shard.
 */
@NullMarked
package io.galena.storage.indexer;

import org.jspecify.annotations.NullMarked;
