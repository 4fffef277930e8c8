-- Kinesis streaming destinations. They are few: whoever follows the catalog gets all that are on when one has changed.
create table destination_changes (
    one_row boolean primary key default true check (one_row),
    revision bigint not null
);
insert into destination_changes (revision) values (0);

-- A destination gets another number each time that it is turned on.
create sequence destination_numbers;

-- A destination outlives its table until everything that was written there is delivered, so nothing here refers to the table's row. Nor
-- to the stream's, which can be deleted at any time.
create table kinesis_destinations (
    table_id bigint not null,
    stream_arn text collate "C" not null,
    id bigint not null unique,
    stream bigint not null,
    account text collate "C" not null references accounts,
    region text collate "C" not null,
    table_name text collate "C" not null,
    partitions int not null,
    status text collate "C" not null
        check (status in ('ENABLING', 'ACTIVE', 'UPDATING', 'DISABLING', 'DISABLED', 'ENABLE_FAILED')),
    description text not null default '',
    precision text collate "C" not null check (precision in ('MILLISECOND', 'MICROSECOND')),
    -- When fences were last put into the change log, behind which nothing is delivered. What loses changes loses fences too.
    fenced timestamptz,
    -- How to put them when the table is gone.
    fences jsonb,
    primary key (table_id, stream_arn)
);
create index kinesis_destinations_on on kinesis_destinations (status) where status not in ('DISABLED', 'ENABLE_FAILED');
