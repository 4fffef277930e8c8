-- Kinesis streams. They are few: whoever follows the catalog gets all of them when one has changed.
create table kinesis_changes (
    one_row boolean primary key default true check (one_row),
    revision bigint not null
);
insert into kinesis_changes (revision) values (0);

-- A stream's number names its Kafka topic. The row is there before the topic and goes after it.
create table kinesis_streams (
    id bigint generated always as identity primary key,
    account text collate "C" not null references accounts,
    region text collate "C" not null,
    name text collate "C" not null,
    mode text collate "C" not null check (mode in ('PROVISIONED', 'ON_DEMAND')),
    shards int not null check (shards > 0),
    retention_hours int not null check (retention_hours between 24 and 8760),
    status text collate "C" not null check (status in ('CREATING', 'ACTIVE', 'DELETING')),
    created timestamptz not null,
    tags jsonb not null default '{}',
    -- What Kafka calls the topic by. Another one means that the topic was lost, and counts as the next generation.
    topic_id text collate "C" check (status <> 'ACTIVE' or topic_id is not null),
    generation bigint not null default 0,
    unique (account, region, name)
);
