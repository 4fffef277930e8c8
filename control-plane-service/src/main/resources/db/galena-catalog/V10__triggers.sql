-- Functions and event source mappings. They are few: whoever follows the catalog gets all of them when one has changed.
create table trigger_changes (
    one_row boolean primary key default true check (one_row),
    revision bigint not null
);
insert into trigger_changes (revision) values (0);

create table functions (
    account text collate "C" not null references accounts,
    region text collate "C" not null,
    name text collate "C" not null,
    kind text collate "C" not null check (kind in ('LAMBDA', 'WEBHOOK')),
    url text not null,
    invoked_as text not null,
    timeout_seconds int not null,
    primary key (account, region, name)
);

create table event_source_mappings (
    uuid text collate "C" primary key,
    account text collate "C" not null references accounts,
    region text collate "C" not null,
    function text collate "C" not null,
    stream_arn text collate "C" not null,
    enabled boolean not null,
    -- Whether every shard of the stream has its place to begin at.
    started boolean not null default false,
    settings jsonb not null,
    last_modified timestamptz not null,
    -- Of the last records. It is told, but is no change that anybody follows.
    last_result text not null default 'No records processed',
    unique (account, region, function, stream_arn),
    foreign key (account, region, function) references functions
);
