-- When a shard became known, milliseconds since 1970: what shards share among each other moves a while later.
alter table shards add added bigint not null default 0;
alter table shards alter added set default floor(extract(epoch from now()) * 1000);
