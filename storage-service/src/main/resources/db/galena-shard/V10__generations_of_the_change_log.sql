-- How often Kafka has lost changes that it had: its offsets may begin anew each time, so positions say in which generation they lie.
ALTER TABLE change_log_slot ADD COLUMN generation bigint NOT NULL DEFAULT 0;

-- Where the slot's reader was when it reported the gap. Who reports it again from there, having died in between, is not told twice.
ALTER TABLE change_log_gap ADD COLUMN confirmed pg_lsn;
