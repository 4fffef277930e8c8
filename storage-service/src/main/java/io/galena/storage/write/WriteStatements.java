package io.galena.storage.write;

import io.galena.kit.changelog.LogEntryCodec;
import io.galena.storage.row.RowLock;
import io.galena.storage.row.TableNames;
import io.galena.storage.sql.ArrayType;
import io.galena.storage.sql.SqlTemplate;

/** The statements of a batch of writes. */
final class WriteStatements {
    /** Stands for no value in an array of numbers. */
    static final long NONE = Long.MIN_VALUE;

    /**
     * Locks rows, present or not, until the transaction ends, as far as they are free; and keeps the owner rows of ranges as
     * they are until then, as far as nobody is about to change them. It waits for nobody. Returns a code of {@link RowLock} for
     * each row, then 1 or 0 for each range, in their order, and at last the transaction's number.
     *
     * <p>Numbers of rows; numbers of tables (their lower 32 bits), numbers of partitions.
     */
    static final SqlTemplate LOCK = lock("lock", "pg_try_advisory_xact_lock(number)", "1");

    /** The same for a transaction of many actions, whose rows are known by a second lock as held by such a one. */
    static final SqlTemplate LOCK_AS_TRANSACTION = lock(
            "lock_as_transaction",
            "pg_try_advisory_xact_lock(number)",
            "pg_try_advisory_xact_lock(" + RowLock.OF_TRANSACTION + ")::int::int8");

    /**
     * Locks rows and keeps owner rows of ranges as they are, as {@link #LOCK} does, but all of them: if one of the locks is not free the
     * transaction is refused.
     *
     * <p>Numbers of rows; numbers of tables (their lower 32 bits), numbers of partitions.
     */
    static final SqlTemplate LOCK_ALL = new SqlTemplate(
            "lock_all", SqlTemplate.NO_TABLE, """
            SELECT count(CASE WHEN pg_try_advisory_xact_lock(number) THEN 1 ELSE galena.refuse() END)
            FROM unnest(?) AS number
            UNION ALL
            SELECT count(CASE WHEN pg_try_advisory_xact_lock_shared(table_id, partition_id) THEN 1 ELSE galena.refuse() END)
            FROM unnest(?, ?) AS range (table_id, partition_id)""", ArrayType.BIGINT, ArrayType.INTEGER, ArrayType.INTEGER);

    /** Refuses the transaction unless all these owner rows are there. Tables, partitions, epochs, versions. */
    static final SqlTemplate REQUIRE_OWNERS = new SqlTemplate(
            "require_owners",
            SqlTemplate.NO_TABLE,
            """
            SELECT count(CASE WHEN EXISTS (
                SELECT FROM galena.owner AS owner
                WHERE owner.table_id = wanted.table_id AND owner.partition_id = wanted.partition_id
                  AND owner.epoch = wanted.epoch AND owner.version = wanted.version) THEN 1 ELSE galena.refuse() END)
            FROM unnest(?, ?, ?, ?) AS wanted (table_id, partition_id, epoch, version)""",
            ArrayType.BIGINT,
            ArrayType.INTEGER,
            ArrayType.BIGINT,
            ArrayType.BIGINT);

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

    /** Tells the readers of changes. Entries of the change log, in order. */
    static final SqlTemplate EMIT = new SqlTemplate(
            "emit",
            SqlTemplate.NO_TABLE,
            "SELECT count(pg_logical_emit_message(true, '" + LogEntryCodec.PREFIX
                    + "', entry)) FROM unnest(?) AS entry",
            ArrayType.BYTEA);

    static final SqlTemplate COMMIT = SqlTemplate.control("COMMIT");

    private WriteStatements() {}

    private static SqlTemplate lock(String name, String attempt, String success) {
        return new SqlTemplate(
                name,
                SqlTemplate.NO_TABLE,
                "SELECT " + RowLock.code(attempt, success) + """
                 FROM unnest(?) AS number
                UNION ALL
                SELECT pg_try_advisory_xact_lock_shared(table_id, partition_id)::int::int8
                FROM unnest(?, ?) AS range (table_id, partition_id)
                UNION ALL
                SELECT pg_current_xact_id()::text::int8""",
                ArrayType.BIGINT,
                ArrayType.INTEGER,
                ArrayType.INTEGER);
    }

    /**
     * Some rows with their items: key, version, the tombstone's version if the row is not there, size, format, item. All but the
     * key are null where there is no row. Keys.
     */
    static SqlTemplate look(long tableId) {
        return look("look_", tableId, ", row.fmt, row.item");
    }

    /** The same without format and item. */
    static SqlTemplate peek(long tableId) {
        return look("peek_", tableId, "");
    }

    private static SqlTemplate look(String name, long tableId, String moreColumns) {
        return new SqlTemplate(
                name + tableId,
                tableId,
                "SELECT wanted.key, row.version, CASE WHEN row.key IS NULL THEN (SELECT version FROM galena.tombstone"
                        + " WHERE table_id = " + tableId + " AND tombstone.key = wanted.key) END, row.size"
                        + moreColumns
                        + " FROM unnest(?) AS wanted (key) LEFT JOIN " + TableNames.items(tableId)
                        + " AS row ON row.key = wanted.key",
                ArrayType.BYTEA);
    }

    /** Puts items. Keys, items, formats, sizes, versions, expiry times ({@link #NONE} for none). */
    static SqlTemplate put(long tableId) {
        return put("put_", tableId, "version", "excluded.version", "");
    }

    /**
     * Puts items, whatever is there, with a later version than that of the item or tombstone before. Takes what {@link #put(long)} takes;
     * returns of each its key, the version that it has got, and the size of the item before, null if there was none.
     */
    static SqlTemplate overwrite(long tableId) {
        var laterThanTombstone =
                "greatest(put.version, (SELECT buried.version + 1 FROM galena.tombstone AS buried WHERE buried.table_id = "
                        + tableId + " AND buried.key = put.key))";
        return put(
                "overwrite_",
                tableId,
                laterThanTombstone,
                "greatest(excluded.version, row.version + 1)",
                " RETURNING new.key, new.version, old.size");
    }

    private static SqlTemplate put(
            String name, long tableId, String newVersion, String replacingVersion, String returning) {
        return new SqlTemplate(
                name + tableId,
                tableId,
                "INSERT INTO " + TableNames.items(tableId) + " AS row (key, item, fmt, size, version, expires)"
                        + " SELECT key, item, fmt, size, " + newVersion + ", nullif(expires, '" + NONE + "'::int8)"
                        + " FROM unnest(?, ?, ?, ?, ?, ?) AS put (key, item, fmt, size, version, expires)"
                        + " ON CONFLICT (key) DO UPDATE SET item = excluded.item, fmt = excluded.fmt,"
                        + " size = excluded.size, version = " + replacingVersion + ", expires = excluded.expires"
                        + returning,
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

    /** Puts entries of an index. Keys, items, formats, sizes, versions. */
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

    /** Deletes entries of an index. Keys. */
    static SqlTemplate deleteEntries(long tableId, int indexId) {
        return new SqlTemplate(
                "delete_" + tableId + "_" + indexId,
                tableId,
                "DELETE FROM " + TableNames.index(tableId, indexId) + " WHERE key = ANY (?)",
                ArrayType.BYTEA);
    }
}
