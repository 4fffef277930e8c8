-- The partitions of topics into which this shard's writers write changes that global indexes need.
CREATE TABLE indexed_topic (
    table_id bigint NOT NULL,
    kafka_partition integer NOT NULL,
    PRIMARY KEY (table_id, kafka_partition)
);

-- Tables whose global indexes may lack changes of this shard's items, because the changes were lost, and how far their repair
-- has come. A further loss makes a new round of it, which begins anew. Fences take their numbers from the same sequence.
CREATE SEQUENCE index_repair_round;
CREATE TABLE index_repair (
    table_id bigint PRIMARY KEY,
    round bigint NOT NULL,
    progress text NOT NULL
);

-- Fences of repairs have numbers; those of backfills have 0.
ALTER TABLE index_fence ADD round bigint NOT NULL DEFAULT 0, ADD arrived_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE index_fence DROP CONSTRAINT index_fence_pkey;
ALTER TABLE index_fence ADD PRIMARY KEY (table_id, index_id, kafka_partition, round);

-- A position is one in that very topic, not in one that was made anew under the same name.
ALTER TABLE index_position ADD topic_id bytea;
