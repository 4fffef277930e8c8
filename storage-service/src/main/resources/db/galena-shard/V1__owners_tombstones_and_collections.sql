-- What a shard keeps beside the tables of items (t_<table>) and of index entries (x_<table>_<index>), which the storage
-- service creates and drops.

-- With which epoch this shard owns a hash range of a table, and which version of the table's descriptor it holds.
CREATE TABLE owner (
    table_id bigint NOT NULL,
    partition_id integer NOT NULL,
    epoch bigint NOT NULL,
    version bigint NOT NULL,
    PRIMARY KEY (table_id, partition_id)
);

-- Tables that are gone: a late message cannot bring them back.
CREATE TABLE dropped_table (
    table_id bigint PRIMARY KEY,
    dropped_at timestamptz NOT NULL DEFAULT now()
);

-- The versions of deleted items, kept until no clock can be that far behind.
CREATE TABLE tombstone (
    table_id bigint NOT NULL,
    version bigint NOT NULL,
    deleted_at timestamptz NOT NULL DEFAULT now(),
    key bytea NOT NULL,
    PRIMARY KEY (table_id, key)
);
CREATE INDEX tombstone_deleted_at ON tombstone (deleted_at);

-- Sizes of item collections of tables with local indexes: the sum of both tables. Writers only insert deltas, so that they
-- never queue on a row; they are folded in the background.
CREATE TABLE item_collection (
    table_id bigint NOT NULL,
    bytes bigint NOT NULL,
    collection bytea NOT NULL,
    PRIMARY KEY (table_id, collection)
);
CREATE TABLE item_collection_delta (
    table_id bigint NOT NULL,
    bytes bigint NOT NULL,
    collection bytea NOT NULL
);
CREATE INDEX item_collection_delta_key ON item_collection_delta (table_id, collection);
