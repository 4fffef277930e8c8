-- The partitions of topics into which this shard's writers write changes that anybody reads: a stream, global indexes, a destination.
CREATE TABLE read_topic (
    table_id bigint NOT NULL,
    kafka_partition integer NOT NULL,
    PRIMARY KEY (table_id, kafka_partition)
);
INSERT INTO read_topic (table_id, kafka_partition)
SELECT table_id, kafka_partition FROM indexed_topic UNION SELECT table_id, kafka_partition FROM open_stream_shard;
