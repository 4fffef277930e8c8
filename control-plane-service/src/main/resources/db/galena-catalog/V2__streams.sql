-- Streams. A stream outlives its table, so nothing here refers to the table's row.

create sequence stream_numbers;
-- Epochs lead the sequence numbers of stream shards: a child's is greater than its parent's. In hexadecimal an epoch also ends a shard's name.
create sequence stream_epochs;

-- How many partitions the topic of the table's changes has ever needed. Successive streams share it.
alter table tables add column topic_partitions int not null default 0;

create table streams (
    id bigint primary key,
    table_id bigint not null,
    account text collate "C" not null references accounts,
    region text collate "C" not null,
    table_name text collate "C" not null,
    label text collate "C" not null,
    view_type text collate "C" not null,
    status text collate "C" not null check (status in ('ENABLING', 'ENABLED', 'DISABLING', 'DISABLED')),
    attributes jsonb not null,
    key_schema jsonb not null,
    created timestamptz not null,
    disabled timestamptz check ((disabled is not null) = (status = 'DISABLED')),
    revision bigint not null,
    unique (account, region, table_name, label)
);
create index streams_by_revision on streams (revision);
create index streams_by_end on streams (disabled) where disabled is not null;
-- A table has one stream at a time.
create unique index streams_in_use on streams (table_id) where status <> 'DISABLED';

-- Hash ranges as in partitions. A shard that is OPENING or CLOSING is so until every shard of the table has turned to the
-- table's next version.
create table stream_shards (
    stream bigint not null references streams on delete cascade,
    id text collate "C" not null,
    parent text collate "C",
    epoch bigint not null,
    kafka_partition int not null,
    first bigint not null,
    last bigint not null,
    state text collate "C" not null check (state in ('OPENING', 'OPEN', 'CLOSING', 'CLOSED')),
    closed timestamptz check ((closed is not null) = (state = 'CLOSED')),
    primary key (stream, id)
);
create index stream_shards_by_end on stream_shards (closed) where closed is not null;

create table dropped_streams (
    stream bigint primary key,
    revision bigint not null
);
create index dropped_streams_by_revision on dropped_streams (revision);

-- Tables whose settings say that a stream is on never had one that anybody could read. They get it now, with one shard for
-- each partition; the change is finished like any other that was cut off.
update clock set revision = revision + 1;

insert into streams (id, table_id, account, region, table_name, label, view_type, status, attributes, key_schema, created, revision)
select nextval('stream_numbers'), t.id, t.account, t.region, t.name, t.settings -> 'stream' ->> 'label',
    t.settings -> 'stream' ->> 'viewType', 'ENABLING', t.attributes, t.key_schema,
    (t.settings -> 'stream' ->> 'label' || 'Z')::timestamptz, clock.revision
from tables t cross join clock
where t.status in ('ACTIVE', 'CREATING') and (t.settings -> 'stream' ->> 'enabled')::boolean
order by t.id;

insert into stream_shards (stream, id, epoch, kafka_partition, first, last, state)
select stream, 'shardId-' || lpad(floor(extract(epoch from now()) * 1000)::bigint::text, 20, '0') || '-' || lpad(to_hex(epoch), 8, '0'),
    epoch, kafka_partition, first, last, 'OPENING'
from (
    select p.*, nextval('stream_epochs') as epoch
    from (
        select s.id as stream, row_number() over (partition by s.id order by p.id) - 1 as kafka_partition, p.first, p.last
        from streams s join partitions p on p.table_id = s.table_id
        order by s.id, p.id
    ) p
) numbered;

update tables t set
    topic_partitions = (select count(*) from partitions p where p.table_id = t.id),
    status = case t.status when 'ACTIVE' then 'UPDATING' else t.status end,
    revision = clock.revision
from clock
where exists (select from streams s where s.table_id = t.id);
