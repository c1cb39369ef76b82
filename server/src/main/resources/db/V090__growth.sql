-- Area: growth. Cells folded from the log and the flood; every row can be made anew from the facts as long
-- as those are kept. Kept for years: they are the numbers of a shop, and small.

-- One person in one scope: the whole of a show (day 1970-01-01), or a host's business day. `state` is the
-- encoded cell of PersonFold and the truth; the columns before it are read from it at every write.
-- No index holds a column that changes, so that updates stay on their page.
create table growth_person (
  scope text not null check (scope in ('SHOW', 'HOST')),
  scope_id text not null,
  day date not null,
  person_id text not null,
  is_valid boolean not null,
  has_followed boolean not null,
  orders int not null constraint person_orders_not_negative check (orders >= 0),
  watch_ms bigint not null constraint person_watch_not_negative check (watch_ms >= 0),
  gmv_minor bigint not null constraint person_gmv_not_negative check (gmv_minor >= 0),
  state bytea not null,
  primary key (scope, scope_id, day, person_id)
) with (fillfactor = 85);

-- Days arrive in order, so a few bytes per thousand rows find the days of all hosts.
create index growth_person_day on growth_person using brin (day) with (pages_per_range = 32)
  where scope = 'HOST';

-- One buyer with one host: the first day with an effective order and the next later one.
create table growth_loyalty (
  host_id text not null,
  buyer_id text not null,
  first_day date,
  next_day date,
  state bytea not null,
  primary key (host_id, buyer_id),
  constraint loyalty_next_after_first check (next_day is null or next_day > first_day)
);

-- Whose show it was and how long it went on; the window of a show's numbers.
create table growth_shows (
  show_id text primary key,
  host_id text not null,
  started_at timestamptz,
  ended_at timestamptz
);
create index growth_shows_host on growth_shows (host_id, started_at);

-- Accounts of the simulated crowd: numbers they are in are labelled.
create table growth_simulated (
  account_id text primary key
);
