-- The replication slot that changes wait in for capture, once it has been made: nothing that readers of changes want lies
-- before this position. A slot that is here and not in the server, or is behind what the server keeps, is lost.
CREATE TABLE change_log_slot (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    first pg_lsn NOT NULL
);

-- Where changes may be missing from the log. Readers of changes are told in the transaction that says so here.
CREATE TABLE change_log_gap (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    noticed_at timestamptz NOT NULL DEFAULT now(),
    told_at timestamptz,
    reason text NOT NULL
);
