-- Area: log (and the doors' idempotency keys). What happened, and how far each consumer has read.

create sequence log_ids;

-- Facts that are kept for years (shows and trades at least three). Partitioned by the month of recording,
-- never by when it happened: a late fact must not change an old partition.
create table log (
  id bigint not null default nextval('log_ids'),
  epoch int not null,
  tx xid8 not null default pg_current_xact_id(),
  type text not null,
  area text not null,
  key text not null,
  at timestamptz not null,
  recorded_at timestamptz not null default now(),
  body jsonb not null
) partition by range (recorded_at);
create index log_order on log (epoch, tx, id);
create table log_rest partition of log default;

-- Floods (beats, likes, exposures), kept for FLOOD_DAYS days. Partitioned by the day of recording.
create table flood (like log including defaults) partition by range (recorded_at);
create index flood_order on flood (epoch, tx, id);
create table flood_rest partition of flood default;

-- Which database clusters the log has lived in. After a dump and restore the transaction numbers start
-- anew; a new epoch keeps the order.
create table log_epochs (
  epoch int primary key,
  system_identifier text not null,
  began_at timestamptz not null default now()
);

-- How far each consumer has folded each source; moved in the transaction that writes the result.
create table log_cursors (
  consumer text not null,
  source text not null check (source in ('log', 'flood')),
  epoch int not null,
  tx xid8 not null,
  id bigint not null,
  recorded_at timestamptz not null,
  moved_at timestamptz not null default now(),
  primary key (consumer, source)
);

-- Makes partitions ahead: three months of the log, ten days of the flood; drops floods after thirty days.
create function log_ensure_partitions(today timestamptz) returns void language plpgsql as $$
declare
  starts date;
  name text;
begin
  for i in 0..3 loop
    starts := (date_trunc('month', today at time zone 'UTC') + make_interval(months => i))::date;
    name := 'log_' || to_char(starts, 'YYYYMM');
    if to_regclass(name) is null then
      execute format('create table %I partition of log for values from (%L) to (%L)',
        name, starts::text || ' 00:00+00', (starts + interval '1 month')::date::text || ' 00:00+00');
    end if;
  end loop;
  for i in 0..10 loop
    starts := (today at time zone 'UTC')::date + i;
    name := 'flood_' || to_char(starts, 'YYYYMMDD');
    if to_regclass(name) is null then
      execute format('create table %I partition of flood for values from (%L) to (%L)',
        name, starts::text || ' 00:00+00', (starts + 1)::text || ' 00:00+00');
    end if;
  end loop;
  for name in
    select relname from pg_class join pg_inherits on inhrelid = pg_class.oid
     where inhparent = 'flood'::regclass and relname ~ '^flood_[0-9]{8}$'
       and to_date(right(relname, 8), 'YYYYMMDD') < (today at time zone 'UTC')::date - 30
  loop
    execute format('drop table %I', name);
  end loop;
end
$$;

-- First answers to writes that carried an Idempotency-Key, kept for three days. A row without a status is
-- a request under way.
create table http_requests (
  caller text not null,
  key text not null,
  path text not null,
  body_hash text not null,
  status int,
  answer text,
  began_at timestamptz not null default now(),
  primary key (caller, key)
);
create index http_requests_age on http_requests (began_at);

select log_ensure_partitions(now());
