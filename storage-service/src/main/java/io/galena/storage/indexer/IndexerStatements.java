package io.galena.storage.indexer;

import io.galena.storage.row.TableNames;
import io.galena.storage.sql.ArrayType;
import io.galena.storage.sql.SqlTemplate;

/** The statements of an indexer. What is older than an entry, or than its end, changes nothing. */
final class IndexerStatements {
    static final SqlTemplate COMMIT = SqlTemplate.control("COMMIT");

    /**
     * Keeps the owner rows of ranges as they are until the transaction ends, as far as nobody is about to change them: 1 or 0 for
     * each. Numbers of tables (their lower 32 bits), numbers of partitions.
     */
    static final SqlTemplate LOCK =
            new SqlTemplate("lock_ranges", SqlTemplate.NO_TABLE, """
            SELECT pg_try_advisory_xact_lock_shared(table_id, partition_id)::int::int8
            FROM unnest(?, ?) AS range (table_id, partition_id)""", ArrayType.INTEGER, ArrayType.INTEGER);

    /** Keeps positions. Numbers of tables, Kafka partitions, offsets, Kafka's numbers of the topics. */
    static final SqlTemplate KEEP_POSITIONS = new SqlTemplate(
            "keep_positions",
            SqlTemplate.NO_TABLE,
            """
            INSERT INTO galena.index_position (table_id, kafka_partition, next_offset, topic_id)
            SELECT table_id, kafka_partition, next_offset, topic_id
            FROM unnest(?, ?, ?, ?) AS reached (table_id, kafka_partition, next_offset, topic_id)
            ON CONFLICT (table_id, kafka_partition)
            DO UPDATE SET next_offset = excluded.next_offset, topic_id = excluded.topic_id""",
            ArrayType.BIGINT,
            ArrayType.INTEGER,
            ArrayType.BIGINT,
            ArrayType.BYTEA);

    /** Keeps fences that have arrived. Numbers of tables, numbers of indexes, Kafka partitions, rounds. */
    static final SqlTemplate KEEP_FENCES = new SqlTemplate(
            "keep_fences",
            SqlTemplate.NO_TABLE,
            """
            INSERT INTO galena.index_fence (table_id, index_id, kafka_partition, round)
            SELECT table_id, index_id, kafka_partition, round
            FROM unnest(?, ?, ?, ?) AS fence (table_id, index_id, kafka_partition, round)
            ON CONFLICT DO NOTHING""",
            ArrayType.BIGINT,
            ArrayType.INTEGER,
            ArrayType.INTEGER,
            ArrayType.BIGINT);

    /** Leaves tombstones of entries. Numbers of tables, numbers of indexes, keys, versions. */
    static final SqlTemplate BURY = new SqlTemplate(
            "bury_entries",
            SqlTemplate.NO_TABLE,
            """
            INSERT INTO galena.index_tombstone AS held (table_id, index_id, key, version)
            SELECT table_id, index_id, key, version FROM unnest(?, ?, ?, ?) AS buried (table_id, index_id, key, version)
            ON CONFLICT (table_id, index_id, key) DO UPDATE SET version = excluded.version, deleted_at = excluded.deleted_at
            WHERE held.version < excluded.version""",
            ArrayType.BIGINT,
            ArrayType.INTEGER,
            ArrayType.BYTEA,
            ArrayType.BIGINT);

    private IndexerStatements() {}

    /** Puts entries. Keys, items, formats, sizes, versions. */
    static SqlTemplate put(long tableId, int indexId) {
        return new SqlTemplate(
                "index_put_" + tableId + "_" + indexId,
                tableId,
                "INSERT INTO " + TableNames.index(tableId, indexId) + " AS held (key, item, fmt, size, version)"
                        + " SELECT key, item, fmt, size, version"
                        + " FROM unnest(?, ?, ?, ?, ?) AS put (key, item, fmt, size, version)"
                        + " WHERE NOT EXISTS (SELECT FROM galena.index_tombstone AS buried WHERE buried.table_id = "
                        + tableId + " AND buried.index_id = " + indexId
                        + " AND buried.key = put.key AND buried.version >= put.version)"
                        + " ON CONFLICT (key) DO UPDATE SET item = excluded.item, fmt = excluded.fmt,"
                        + " size = excluded.size, version = excluded.version WHERE held.version <= excluded.version",
                ArrayType.BYTEA,
                ArrayType.BYTEA,
                ArrayType.INTEGER,
                ArrayType.INTEGER,
                ArrayType.BIGINT);
    }

    /** Takes entries away. Keys, versions. */
    static SqlTemplate delete(long tableId, int indexId) {
        return new SqlTemplate(
                "index_delete_" + tableId + "_" + indexId,
                tableId,
                "DELETE FROM " + TableNames.index(tableId, indexId)
                        + " AS held USING unnest(?, ?) AS gone (key, version)"
                        + " WHERE held.key = gone.key AND held.version <= gone.version",
                ArrayType.BYTEA,
                ArrayType.BIGINT);
    }
}
