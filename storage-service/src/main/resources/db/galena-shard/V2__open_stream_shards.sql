-- The stream shards whose changes this shard's writers emit now. What is added or taken away here is told to the readers of
-- changes in the same transaction.
CREATE TABLE open_stream_shard (
    table_id bigint NOT NULL,
    stream_id bigint NOT NULL,
    epoch bigint NOT NULL,
    kafka_partition integer NOT NULL,
    shard_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (table_id, shard_id)
);

-- Capture asks for logical messages only, and pgoutput wants a publication all the same.
CREATE PUBLICATION galena_changes;
