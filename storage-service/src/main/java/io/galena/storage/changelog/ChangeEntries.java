package io.galena.storage.changelog;

import io.galena.dynamodb.value.AttributeValue;
import io.galena.dynamodb.value.Item;
import io.galena.dynamodb.value.ItemCodec;
import io.galena.kit.catalog.ChangeLogDescriptor;
import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import io.galena.kit.changelog.LogEntry;
import io.galena.kit.changelog.LogEntry.Cause;
import io.galena.kit.changelog.LogEntry.Image;
import io.galena.kit.changelog.LogEntry.Transaction;
import io.galena.storage.row.StoredRow;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;

/** Makes entries of the change log of what a write did to an item. */
public final class ChangeEntries {
    private ChangeEntries() {}

    /**
     * The entry of a write.
     *
     * @param origin where the write comes from
     * @return nothing when nobody reads the table's changes, or the item is as it was before
     */
    public static Optional<LogEntry.Change> of(
            TableDescriptor table,
            PartitionDescriptor partition,
            byte[] rowKey,
            Origin origin,
            Optional<StoredRow> before,
            Optional<StoredRow> after) {
        return table.changeLog()
                .filter(readers -> isChange(before, after))
                .map(readers -> entry(readers, table, partition, rowKey, origin, before, after));
    }

    /** The entry that tells of an item as it is, for an index that is younger than the item; nothing when nobody reads the table's changes. */
    public static Optional<LogEntry.Change> ofReindexing(
            TableDescriptor table, PartitionDescriptor partition, StoredRow row) {
        return table.changeLog()
                .map(readers -> entry(
                        readers,
                        table,
                        partition,
                        row.key(),
                        new Origin(row.version(), Cause.REINDEXING, Optional.empty()),
                        Optional.empty(),
                        Optional.of(row)));
    }

    /**
     * The entry that tells what has become of an item since it had an entry in an index, which may have missed that; nothing when
     * nobody reads the table's changes.
     *
     * @param indexed the index's entry
     * @param item the item as it is now, if it is there
     * @param version at least those of both
     */
    public static Optional<LogEntry.Change> ofRepair(
            TableDescriptor table,
            PartitionDescriptor partition,
            byte[] rowKey,
            StoredRow indexed,
            Optional<StoredRow> item,
            long version) {
        var origin = new Origin(version, Cause.REINDEXING, Optional.empty());
        return table.changeLog()
                .map(readers -> entry(readers, table, partition, rowKey, origin, Optional.of(indexed), item));
    }

    private static LogEntry.Change entry(
            ChangeLogDescriptor readers,
            TableDescriptor table,
            PartitionDescriptor partition,
            byte[] rowKey,
            Origin origin,
            Optional<StoredRow> before,
            Optional<StoredRow> after) {
        var shard = readers.shardOf(ByteBuffer.wrap(rowKey).getLong());
        return new LogEntry.Change(
                table.id(),
                shard.kafkaPartition(),
                shard.epoch(),
                readers.streamId(),
                partition.id(),
                partition.epoch(),
                origin.version(),
                origin.cause(),
                table.region(),
                origin.transactionId().map(id -> new Transaction(id, 0)),
                rowKey,
                keys(table, after.or(() -> before).orElseThrow().item()),
                before.map(ChangeEntries::image),
                after.map(ChangeEntries::image));
    }

    private static boolean isChange(Optional<StoredRow> before, Optional<StoredRow> after) {
        if (before.isEmpty() || after.isEmpty()) {
            return before.isPresent() || after.isPresent();
        }
        return !Arrays.equals(before.get().bytes(), after.get().bytes())
                && !before.get().item().equals(after.get().item());
    }

    private static byte[] keys(TableDescriptor table, Item item) {
        var keys = new LinkedHashMap<String, AttributeValue>();
        for (var key : table.keys().attributes()) {
            keys.put(key.name(), Objects.requireNonNull(item.attributes().get(key.name())));
        }
        return ItemCodec.encode(new Item(keys));
    }

    private static Image image(StoredRow row) {
        return new Image(row.bytes(), row.size());
    }

    /**
     * Where a write comes from.
     *
     * @param version the version that it took
     * @param cause who is behind it
     * @param transactionId the transaction that it was part of, if any
     */
    public record Origin(long version, Cause cause, Optional<String> transactionId) {}
}
