package io.galena.storage.row;

import io.galena.kit.catalog.PartitionDescriptor;
import io.galena.kit.catalog.TableDescriptor;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The owner row of a (table, hash range) in a shard: with which epoch the shard owns the range, and which version of the
 * table's descriptor it holds. A plan counts only when it was made with exactly these.
 */
public record Owner(long tableId, int partitionId, long epoch, long version) {
    /** What the owner row must be for a plan made with this descriptor. */
    public static Owner expected(TableDescriptor table, PartitionDescriptor partition) {
        return new Owner(table.id(), partition.id(), partition.epoch(), table.version());
    }

    /** The owner row that the result set of {@link RowStatements#OWNERS} stands on. */
    public static Owner stored(ResultSet row) throws SQLException {
        return new Owner(row.getLong(1), row.getInt(2), row.getLong(3), row.getLong(4));
    }
}
