package io.galena.stream.capture;

import io.galena.kit.catalog.ShardDescriptor;
import io.galena.kit.changelog.ReplicationSlots;

/** Where a shard's write-ahead log is read. */
record ShardSource(int shard, String jdbcUrl, String username, String password) {
    static ShardSource of(ShardDescriptor shard, String username, String password) {
        return new ShardSource(shard.id(), shard.jdbcUrl(), username, password);
    }

    String slot() {
        return ReplicationSlots.name(shard);
    }

    String publication() {
        return ReplicationSlots.PUBLICATION;
    }
}
