-- Global indexes of tables on several shards, whose entries come through the change log.

-- The versions of entries that are gone, kept until nothing older can come any more: a table's topic has several partitions,
-- and an item may go from one to another.
CREATE TABLE index_tombstone (
    table_id bigint NOT NULL,
    version bigint NOT NULL,
    deleted_at timestamptz NOT NULL DEFAULT now(),
    index_id integer NOT NULL,
    key bytea NOT NULL,
    PRIMARY KEY (table_id, index_id, key)
);
CREATE INDEX index_tombstone_deleted_at ON index_tombstone (deleted_at);

-- How far the entries that belong in this shard have been taken from each partition of a table's topic.
CREATE TABLE index_position (
    table_id bigint NOT NULL,
    kafka_partition integer NOT NULL,
    next_offset bigint NOT NULL,
    PRIMARY KEY (table_id, kafka_partition)
);

-- Where an index has got everything that its backfill has told of.
CREATE TABLE index_fence (
    table_id bigint NOT NULL,
    index_id integer NOT NULL,
    kafka_partition integer NOT NULL,
    PRIMARY KEY (table_id, index_id, kafka_partition)
);
