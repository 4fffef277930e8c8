package io.galena.storage.write;

import io.galena.storage.row.TableNames;
import io.galena.storage.sql.ArrayType;
import io.galena.storage.sql.SqlTemplate;

/** The statements of a batch of writes. */
final class WriteStatements {
    /** Stands for no value in an array of numbers. */
    static final long NONE = Long.MIN_VALUE;

    /** Locks rows, present or not, until the transaction ends, as far as they are free. Returns a boolean for each, in order. */
    static final SqlTemplate LOCK_ROWS = new SqlTemplate(
            "lock_rows",
            SqlTemplate.NO_TABLE,
            "SELECT pg_try_advisory_xact_lock(number) FROM unnest(?) AS number",
            ArrayType.BIGINT);

    /**
     * Keeps the owner rows of ranges as they are until the transaction ends, as far as nobody is about to change them. Returns a
     * boolean for each, in order. Numbers of tables (their lower 32 bits), numbers of partitions.
     */
    static final SqlTemplate LOCK_RANGES = new SqlTemplate(
            "lock_ranges",
            SqlTemplate.NO_TABLE,
            "SELECT pg_try_advisory_xact_lock_shared(table_id, partition_id)"
                    + " FROM unnest(?, ?) AS range (table_id, partition_id)",
            ArrayType.INTEGER,
            ArrayType.INTEGER);

    static final SqlTemplate TRANSACTION_ID =
            new SqlTemplate("transaction_id", SqlTemplate.NO_TABLE, "SELECT pg_current_xact_id()::text::int8");

    /** The tombstones of some rows: table, key, version. Numbers of tables, keys. */
    static final SqlTemplate TOMBSTONES =
            new SqlTemplate("tombstones", SqlTemplate.NO_TABLE, """
            SELECT tombstone.table_id, tombstone.key, tombstone.version
            FROM unnest(?, ?) AS wanted (table_id, key)
            JOIN galena.tombstone AS tombstone
              ON tombstone.table_id = wanted.table_id AND tombstone.key = wanted.key""", ArrayType.BIGINT, ArrayType.BYTEA);

    /** Leaves tombstones. Numbers of tables, keys, versions. */
    static final SqlTemplate BURY =
            new SqlTemplate("bury", SqlTemplate.NO_TABLE, """
            INSERT INTO galena.tombstone (table_id, key, version)
            SELECT table_id, key, version FROM unnest(?, ?, ?) AS buried (table_id, key, version)
            ON CONFLICT (table_id, key) DO UPDATE SET version = excluded.version, deleted_at = excluded.deleted_at""", ArrayType.BIGINT, ArrayType.BYTEA, ArrayType.BIGINT);

    /** The sizes of some item collections: table, collection, bytes. Numbers of tables, collections. */
    static final SqlTemplate COLLECTIONS =
            new SqlTemplate("collections", SqlTemplate.NO_TABLE, """
            SELECT wanted.table_id, wanted.collection,
                   (coalesce((SELECT bytes FROM galena.item_collection AS folded
                              WHERE folded.table_id = wanted.table_id AND folded.collection = wanted.collection), 0)
                    + coalesce((SELECT sum(bytes) FROM galena.item_collection_delta AS delta
                                WHERE delta.table_id = wanted.table_id AND delta.collection = wanted.collection), 0)
                   )::int8
            FROM unnest(?, ?) AS wanted (table_id, collection)""", ArrayType.BIGINT, ArrayType.BYTEA);

    /** Changes the sizes of item collections. Numbers of tables, collections, bytes. */
    static final SqlTemplate RESIZE_COLLECTIONS = new SqlTemplate(
            "resize_collections", SqlTemplate.NO_TABLE, """
            INSERT INTO galena.item_collection_delta (table_id, collection, bytes)
            SELECT table_id, collection, bytes FROM unnest(?, ?, ?) AS delta (table_id, collection, bytes)""", ArrayType.BIGINT, ArrayType.BYTEA, ArrayType.BIGINT);

    static final SqlTemplate COMMIT = SqlTemplate.control("COMMIT");

    private WriteStatements() {}

    /** Sizes and versions of some rows, without their items: key, size, version. */
    static SqlTemplate peek(long tableId) {
        return new SqlTemplate(
                "peek_" + tableId,
                tableId,
                "SELECT key, size, version FROM " + TableNames.items(tableId) + " WHERE key = ANY (?)",
                ArrayType.BYTEA);
    }

    /** Puts items. Keys, items, formats, sizes, versions, expiry times ({@link #NONE} for none). */
    static SqlTemplate put(long tableId) {
        return new SqlTemplate(
                "put_" + tableId,
                tableId,
                "INSERT INTO " + TableNames.items(tableId) + " (key, item, fmt, size, version, expires)"
                        + " SELECT key, item, fmt, size, version, nullif(expires, '" + NONE + "'::int8)"
                        + " FROM unnest(?, ?, ?, ?, ?, ?) AS put (key, item, fmt, size, version, expires)"
                        + " ON CONFLICT (key) DO UPDATE SET item = excluded.item, fmt = excluded.fmt,"
                        + " size = excluded.size, version = excluded.version, expires = excluded.expires",
                ArrayType.BYTEA,
                ArrayType.BYTEA,
                ArrayType.INTEGER,
                ArrayType.INTEGER,
                ArrayType.BIGINT,
                ArrayType.BIGINT);
    }

    /** Deletes items. Keys. */
    static SqlTemplate delete(long tableId) {
        return new SqlTemplate(
                "delete_" + tableId,
                tableId,
                "DELETE FROM " + TableNames.items(tableId) + " WHERE key = ANY (?)",
                ArrayType.BYTEA);
    }

    /** Puts entries of a local index. Keys, items, formats, sizes, versions. */
    static SqlTemplate putEntries(long tableId, int indexId) {
        return new SqlTemplate(
                "put_" + tableId + "_" + indexId,
                tableId,
                "INSERT INTO " + TableNames.index(tableId, indexId) + " (key, item, fmt, size, version)"
                        + " SELECT key, item, fmt, size, version"
                        + " FROM unnest(?, ?, ?, ?, ?) AS put (key, item, fmt, size, version)"
                        + " ON CONFLICT (key) DO UPDATE SET item = excluded.item, fmt = excluded.fmt,"
                        + " size = excluded.size, version = excluded.version",
                ArrayType.BYTEA,
                ArrayType.BYTEA,
                ArrayType.INTEGER,
                ArrayType.INTEGER,
                ArrayType.BIGINT);
    }

    /** Deletes entries of a local index. Keys. */
    static SqlTemplate deleteEntries(long tableId, int indexId) {
        return new SqlTemplate(
                "delete_" + tableId + "_" + indexId,
                tableId,
                "DELETE FROM " + TableNames.index(tableId, indexId) + " WHERE key = ANY (?)",
                ArrayType.BYTEA);
    }
}
