-- The catalog. Text that is compared or ordered has COLLATE "C": byte order, as DynamoDB orders names.

-- One row. Every transaction that changes the catalog first raises the revision here and so waits for the one before it:
-- revisions grow in the order of commits, and whoever has seen revision r has seen all up to r.
create table clock (
    one_row boolean primary key default true check (one_row),
    catalog uuid not null default gen_random_uuid(),
    revision bigint not null,
    -- Who has not come further than this revision is told everything anew, because deletions up to it are no longer known.
    forgotten bigint not null default 0
);
insert into clock (revision) values (1);

create table accounts (
    id text collate "C" primary key check (id ~ '^[0-9]{12}$'),
    created timestamptz not null
);

create table credentials (
    access_key_id text collate "C" primary key,
    account text collate "C" not null references accounts,
    encrypted_secret text not null,
    -- The root credential comes from the configuration; there is one.
    root boolean not null,
    created timestamptz not null,
    revision bigint not null
);

create unique index credentials_root on credentials (root) where root;

create table shards (
    id int primary key,
    jdbc_url text not null,
    revision bigint not null
);

create sequence table_numbers;

create table tables (
    id bigint primary key,
    uuid uuid not null,
    account text collate "C" not null references accounts,
    region text collate "C" not null,
    name text collate "C" not null,
    status text collate "C" not null check (status in ('CREATING', 'ACTIVE', 'UPDATING', 'DELETING')),
    version bigint not null,
    created timestamptz not null,
    attributes jsonb not null,
    key_schema jsonb not null,
    settings jsonb not null,
    item_count bigint not null default 0,
    size_bytes bigint not null default 0,
    revision bigint not null,
    unique (account, region, name)
);
create index tables_by_revision on tables (revision);
create index tables_in_transition on tables (id) where status <> 'ACTIVE';

create table indexes (
    table_id bigint not null references tables on delete cascade,
    id int not null,
    name text collate "C" not null,
    scope text collate "C" not null check (scope in ('LOCAL', 'GLOBAL')),
    definition jsonb not null,
    item_count bigint not null default 0,
    size_bytes bigint not null default 0,
    primary key (table_id, id),
    unique (table_id, name)
);

-- Hash ranges; first and last are unsigned 64-bit numbers in two's complement.
create table partitions (
    table_id bigint not null references tables on delete cascade,
    id int not null,
    first bigint not null,
    last bigint not null,
    shard int not null references shards,
    epoch bigint not null,
    primary key (table_id, id)
);

create table tags (
    table_id bigint not null references tables on delete cascade,
    key text collate "C" not null,
    value text not null,
    primary key (table_id, key)
);

create table dropped_tables (
    table_id bigint primary key,
    revision bigint not null
);
create index dropped_tables_by_revision on dropped_tables (revision);

-- What an operator sets for one account and not for all, such as a limit.
create table settings (
    account text collate "C" not null references accounts,
    name text collate "C" not null,
    value text not null,
    primary key (account, name)
);
