-- Policies attached to tables and to their streams, as they were given. A table's own has no stream.
create table resource_policies (
    table_id bigint not null references tables on delete cascade,
    stream text not null,
    policy text not null,
    revision_id text not null,
    primary key (table_id, stream)
);
