-- Global secondary indexes, and where they are on their way into being or out of it: ADDING until every shard of the table has
-- turned to the table's next version, then BACKFILLING; BACKFILLED until the next turn, then ACTIVE; REMOVING until a turn.
alter table indexes add column state text collate "C" not null default 'ACTIVE'
    check (state in ('ADDING', 'BACKFILLING', 'BACKFILLED', 'ACTIVE', 'REMOVING'));
-- How far a backfill has come. Storage knows what it means.
alter table indexes add column progress text;
create index indexes_in_backfill on indexes (table_id) where state = 'BACKFILLING';

-- The number of the last index that the table got: numbers are never given twice.
alter table tables add column last_index int not null default 0;
update tables t set last_index = coalesce((select max(i.id) from indexes i where i.table_id = t.id), 0);
