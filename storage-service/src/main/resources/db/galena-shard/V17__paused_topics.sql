-- Tables whose changes were told of once, and at some time after that were not: their topics may hold what has not been true since.
CREATE TABLE paused_topic (
    table_id bigint PRIMARY KEY
);

-- Of tables from before nobody knows.
INSERT INTO paused_topic (table_id)
SELECT DISTINCT table_id FROM owner;
