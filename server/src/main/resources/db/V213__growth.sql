-- Area: growth. Cells of time: what minutes, hours and days of shows, hosts and the platform counted, per tier
-- of what the guard believes. Folded from log and flood by the consumer `cells`; every row can be made anew
-- from the facts as long as those are kept (log: years, flood: thirty days). Kept for years.

-- Folds beside each other. The days [from_day, until_day) (numbers since 1970) are read from this version while
-- it is ACTIVE; BUILDING is an explicit recompute under way, RETIRED was replaced and is erased step by step.
create table growth_versions (
  version int primary key,
  state text not null constraint version_state_known check (state in ('BUILDING', 'ACTIVE', 'RETIRED')),
  from_day int not null,
  until_day int not null,
  -- The operator who asked, null for the first.
  asked_by text,
  asked_at timestamptz not null default now(),
  switched_at timestamptz,
  -- Facts read for a recompute so far.
  facts bigint not null default 0,
  constraint version_days_ordered check (from_day <= until_day)
);
create unique index growth_versions_one_building on growth_versions (state) where state = 'BUILDING';
insert into growth_versions (version, state, from_day, until_day) values (1, 'ACTIVE', -1000000, 1000000);

-- When the first fact was written down: what happened before is history brought along and never too late.
create table growth_opening (
  is_only boolean primary key default true check (is_only),
  opened_at timestamptz not null
);

-- `state` is the encoded cell and the truth; the columns before it are read from it at every write. A show's
-- DAY rows are its business days, its number is all of them merged.
create table growth_cells (
  version int not null,
  scope text not null constraint cell_scope_known check (scope in ('SHOW', 'HOST', 'PLATFORM')),
  scope_id text not null,
  host_id text not null,
  grain text not null constraint cell_grain_known check (grain in ('MINUTE', 'HOUR', 'DAY')),
  -- The business day, and the minute, hour or day itself; numbers since 1970 (minutes and hours in UTC).
  day int not null,
  bucket bigint not null,
  tier text not null constraint cell_tier_known check (tier in ('VALID', 'SUSPECT', 'INVALID')),
  watch_ms bigint not null,
  views_public bigint not null,
  views_private bigint not null,
  chats bigint not null,
  likes bigint not null,
  exposures_public bigint not null,
  exposures_private bigint not null,
  intents bigint not null,
  follows bigint not null,
  orders_public bigint not null,
  orders_private bigint not null,
  -- Minor units.
  gmv_public bigint not null,
  gmv_private bigint not null,
  refunds bigint not null,
  -- Distinct persons who played anything; an estimate where is_exact is false.
  viewers bigint not null,
  is_exact boolean not null,
  -- The most viewers at a half minute's end, of the minutes in it.
  peak bigint not null,
  -- Distinct, exact.
  buyers bigint not null,
  state bytea not null,
  primary key (version, scope, scope_id, grain, day, bucket, tier)
) with (fillfactor = 85);
create index growth_cells_host on growth_cells (host_id, day, version);

-- What the guard says of an account. Pending until the cells it touched are marked to be made anew.
create table growth_verdicts (
  account_id text primary key,
  tier text not null constraint verdict_tier_known check (tier in ('VALID', 'SUSPECT', 'INVALID')),
  is_pending boolean not null,
  changed_at timestamptz not null default now(),
  state bytea not null
);
create index growth_verdicts_pending on growth_verdicts (account_id) where is_pending;

-- A host's day whose cells a verdict touched, until they are made anew from the facts.
create sequence growth_restatement_asked;
create table growth_restatements (
  host_id text not null,
  day int not null,
  -- Raised by every further verdict, so that what was read meanwhile is not written.
  asked bigint not null default nextval('growth_restatement_asked'),
  asked_at timestamptz not null default now(),
  primary key (host_id, day)
);

-- How the facts of a business day arrived.
create table growth_quality (
  day int primary key,
  facts bigint not null,
  late bigint not null,
  after_final bigint not null,
  ahead bigint not null,
  -- Milliseconds from happening to writing.
  delay_median_ms bigint not null,
  delay_p99_ms bigint not null,
  state bytea not null
);
