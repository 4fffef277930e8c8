-- How full the token buckets of tables with limits are, for all instances together. Each table has its buckets in the shard of its
-- first partition. A crash of the server empties this table, which makes all buckets full again.
CREATE UNLOGGED TABLE throughput_level (
    table_id bigint NOT NULL,
    -- 0 for the table itself
    index_id integer NOT NULL,
    writes boolean NOT NULL,
    -- -1 for all partitions together
    partition_id integer NOT NULL,
    rate double precision NOT NULL,
    capacity double precision NOT NULL,
    level double precision NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (table_id, index_id, writes, partition_id)
) WITH (fillfactor = 50);
