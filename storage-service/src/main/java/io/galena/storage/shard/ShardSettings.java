package io.galena.storage.shard;

import java.time.Duration;

/**
 * How this instance connects to shards.
 *
 * @param poolSize connections for range reads and background work, for each shard
 * @param poolTimeout how long to wait for one of them
 */
public record ShardSettings(String username, String password, int poolSize, Duration poolTimeout) {}
