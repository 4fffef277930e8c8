package io.galena.storage;

import io.galena.storage.coordinator.Transacting;
import io.galena.storage.lane.LaneLimits;
import io.galena.storage.schema.ItemCompression;
import io.galena.storage.shard.ShardSettings;
import io.galena.storage.write.Writing;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How the storage service works.
 *
 * @param username the PostgreSQL role, in every shard
 * @param password its password
 * @param writeLanes connections for batches of writes, to each shard
 * @param readLanes connections for batches of reads by key, to each shard, and as many for the first rows of range reads
 * @param batchOperations the most operations in a batch
 * @param batchBytes about how many bytes make a batch full
 * @param waitingOperations the most operations that wait for a lane; more are throttled
 * @param waitingBytes the most bytes of operations that wait for a lane; more are throttled
 * @param patience how long an operation waits for its turn, or for a change of its table to come through
 * @param transactions how many transactions go on at once that do not share a connection with others, since they are in several shards or
 *     somebody was in their way, each with a connection to each shard that it needs
 * @param conflictPatience how long a write waits for a transaction on its item before it fails with a conflict
 * @param poolSize connections for range reads and background work, to each shard
 * @param longReadsAtOnce how many Queries and Scans that go beyond their first hundred rows or 128 KB read at once; 0 stands
 *     for half of the processors, and for one at least
 * @param poolTimeout how long a range read waits for a connection before it is throttled
 * @param preparedStatements how many statements a lane keeps prepared when many tables are in use at once
 * @param itemCompression how PostgreSQL compresses large items, in tables created from now on
 * @param itemCollectionLimit the largest item collection of a table with local indexes
 * @param expiryInterval the time between two looks for items whose time to live has passed
 * @param housekeepingInterval the time between two rounds of background work
 * @param tombstoneRetention how long the versions of deleted items are kept
 * @param changeLogBound how much write-ahead log a shard may keep for capture; near it, writes to tables with streams are
 *     throttled
 * @param throttling whether tables are held to their provisioned throughput and on-demand maximums
 * @param insightsInterval the time between two logs of the keys that are counted
 */
@Validated
@ConfigurationProperties("galena.storage")
record StorageProperties(
        @DefaultValue("galena") String username,
        @DefaultValue("") String password,
        @DefaultValue("1") @Min(1) @Max(16) int writeLanes,
        @DefaultValue("1") @Min(1) @Max(16) int readLanes,
        @DefaultValue("128") @Min(1) @Max(1024) int batchOperations,
        @DefaultValue("1MB") DataSize batchBytes,
        @DefaultValue("16384") @Min(64) int waitingOperations,
        @DefaultValue("64MB") DataSize waitingBytes,
        @DefaultValue("5s") @NotNull Duration patience,
        @DefaultValue("8") @Min(1) @Max(100) int transactions,
        @DefaultValue("20ms") @NotNull Duration conflictPatience,
        @DefaultValue("4") @Min(1) @Max(100) int poolSize,
        @DefaultValue("0") @Min(0) @Max(100) int longReadsAtOnce,
        @DefaultValue("5s") @NotNull Duration poolTimeout,
        @DefaultValue("1500") @Min(500) int preparedStatements,
        @DefaultValue("DEFAULT") ItemCompression itemCompression,
        @DefaultValue("10GB") DataSize itemCollectionLimit,
        @DefaultValue("10s") @NotNull Duration expiryInterval,
        @DefaultValue("15s") @NotNull Duration housekeepingInterval,
        @DefaultValue("1h") @NotNull Duration tombstoneRetention,
        @DefaultValue("8GB") DataSize changeLogBound,
        @DefaultValue("true") boolean throttling,
        @DefaultValue("1m") @NotNull Duration insightsInterval) {
    ShardSettings shards() {
        return new ShardSettings(username, password, poolSize, poolTimeout);
    }

    int longReads() {
        return longReadsAtOnce > 0
                ? longReadsAtOnce
                : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    LaneLimits lane() {
        return new LaneLimits(
                batchOperations,
                batchBytes.toBytes(),
                waitingOperations,
                waitingBytes.toBytes(),
                patience,
                preparedStatements);
    }

    Transacting.Settings transacting() {
        return new Transacting.Settings(transactions, conflictPatience, itemCollectionLimit.toBytes(), lane());
    }

    Writing.Settings writing() {
        return new Writing.Settings(writeLanes, lane(), itemCollectionLimit.toBytes(), conflictPatience);
    }
}
