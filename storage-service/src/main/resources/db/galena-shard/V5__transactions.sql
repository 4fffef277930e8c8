-- Transactions across shards whose home this shard is: what was decided. The first row counts: the coordinator's, with the
-- shards that have prepared, or that of somebody who found the transaction left behind. Kept until no shard needs it any more.
CREATE TABLE transaction_decision (
    decided_at timestamptz NOT NULL DEFAULT now(),
    committed boolean NOT NULL,
    transaction_id bytea PRIMARY KEY,
    prepared integer[] NOT NULL
);
CREATE INDEX transaction_decision_decided_at ON transaction_decision (decided_at);

-- Tokens of clients, with a digest of the request that each stood for and what was answered; good for ten minutes.
CREATE TABLE transaction_token (
    done_at timestamptz NOT NULL DEFAULT now(),
    token bytea PRIMARY KEY,
    request bytea NOT NULL,
    answer bytea NOT NULL,
    transaction_id bytea NOT NULL
);
CREATE INDEX transaction_token_done_at ON transaction_token (done_at);
